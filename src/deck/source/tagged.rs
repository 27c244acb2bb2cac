//! Conditions and effects are told apart by the one key that names their subject (`"meter"`, `"flag"`, …).
//! serde's untagged enums can only say "no variant matched"; this says which key is wrong.

/// Declares an enum whose variants are JSON objects, each known by a key of its own.
macro_rules! by_key {
    (
        $(#[$meta:meta])*
        pub enum $name:ident as $what:literal {
            $( $(#[$vmeta:meta])* $key:literal => $variant:ident { $( $(#[$fmeta:meta])* $field:ident : $ty:ty, )+ } )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[serde(untagged)]
        pub enum $name {
            $( $(#[$vmeta])* $variant { $( $(#[$fmeta])* $field: $ty, )+ }, )+
        }

        impl<'de> serde::Deserialize<'de> for $name {
            #[allow(clippy::items_after_statements, reason = "each shape stands beside the key that asks for it")]
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::Error as _;
                let object = serde_json::Map::<String, serde_json::Value>::deserialize(deserializer)?;
                $(
                    if object.contains_key($key) {
                        #[derive(serde::Deserialize)]
                        #[serde(deny_unknown_fields)]
                        struct Shape { $( $(#[$fmeta])* $field: $ty, )+ }
                        let shape: Shape = serde_json::from_value(serde_json::Value::Object(object))
                            .map_err(D::Error::custom)?;
                        return Ok($name::$variant { $( $field: shape.$field, )+ });
                    }
                )+
                let known: &[&str] = &[$( $key ),+];
                let keys: Vec<&str> = object.keys().map(String::as_str).collect();
                Err(D::Error::custom(format!(
                    "{} with {} is not known; it needs one of: {}",
                    $what,
                    if keys.is_empty() { "no key".to_owned() } else { format!("`{}`", keys.join("`, `")) },
                    known.join(", "),
                )))
            }
        }
    };
}

pub(crate) use by_key;
