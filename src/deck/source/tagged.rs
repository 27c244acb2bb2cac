//! Conditions and effects are told apart by the one key that names their subject (`"meter"`, `"flag"`, …).
//! serde's untagged enums can only say "no variant matched"; this says which key is wrong.

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
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[serde(untagged)]
        pub enum $name {
            $( $(#[$vmeta])* $variant { $( $(#[$fmeta])* $field: $ty, )+ }, )+
        }

        /// Each shape by itself: what is read, and what the schema says of it.
        #[allow(clippy::struct_field_names, reason = "the key of a shape names it")]
        mod shapes {
            use super::*;
            $(
                $(#[$vmeta])*
                #[derive(serde::Deserialize, schemars::JsonSchema)]
                #[serde(deny_unknown_fields)]
                pub(super) struct $variant {
                    $( $(#[$fmeta])* $( #[schemars($($schema)+)] )? pub(super) $field: $ty, )+
                }
            )+
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::Error as _;
                let object = serde_json::Map::<String, serde_json::Value>::deserialize(deserializer)?;
                $(
                    if object.contains_key($key) {
                        let shape: shapes::$variant = serde_json::from_value(serde_json::Value::Object(object))
                            .map_err(D::Error::custom)?;
                        return Ok($name::$variant { $( $field: shape.$field, )+ });
                    }
                )+
                let known: &[&str] = &[$( $key ),+];
                Err(D::Error::custom(format!("{} needs one of: {}", $what, known.join(", "))))
            }
        }

        impl schemars::JsonSchema for $name {
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
