//! Conditions and effects are told apart by the one key that names their subject (`"meter"`, `"flag"`, …).
//! serde's own derive reads them: `deck::decode` tells it which variant an object is by that key.

/// Declares an enum whose variants are JSON objects, each known by a key of its own. `as […]` says more of a field
/// for the schema.
macro_rules! by_key {
    (
        $(#[$meta:meta])*
        pub enum $name:ident as $what:literal {
            $( $(#[$vmeta:meta])* $key:literal => $variant:ident {
                $( $(#[$fmeta:meta])* $field:ident : $ty:ty $(as [$($schema:tt)+])?, )+
            } )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Deserialize)]
        #[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
        pub enum $name<'d> {
            $( $(#[$vmeta])* #[serde(rename = $key)] $variant { $( $(#[$fmeta])* $field: $ty, )+ }, )+
        }

        /// Each shape by itself, for the schema.
        #[allow(dead_code, clippy::struct_field_names, reason = "the schema is made of the types alone; the key of a shape names it")]
        mod shapes {
            use super::*;
            $(
                $(#[$vmeta])*
                #[derive(schemars::JsonSchema)]
                #[serde(deny_unknown_fields)]
                pub(super) struct $variant<'d> {
                    $( $(#[$fmeta])* $( #[schemars($($schema)+)] )? $field: $ty, )+
                    #[serde(skip)]
                    borrowed: std::marker::PhantomData<&'d ()>,
                }
            )+
        }

        impl schemars::JsonSchema for $name<'_> {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let shapes = [$( shapes::$variant::json_schema(generator) ),+];
                schemars::json_schema!({ "title": $what, "anyOf": shapes })
            }
        }
    };
}

pub(crate) use by_key;
