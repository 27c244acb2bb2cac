//! From a deck's values to the loader's types, without a tree in between. An enum is told by the key that names its subject:
//! `{ "meter": "trust", "below": 40 }` is the variant `meter`, made of the whole object.

use super::document::{self, Entries, Items, Kind, Written};
use super::merge::Values;
use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer, SeqDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

impl<'d> IntoDeserializer<'d, Error> for Written<'d> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn list(items: Items<'_>) -> SeqDeserializer<Items<'_>, Error> {
    SeqDeserializer::new(items)
}

fn object(entries: Entries<'_>) -> MapDeserializer<'_, Entries<'_>, Error> {
    MapDeserializer::new(entries)
}

impl<'d> Deserializer<'d> for Written<'d> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.kind() {
            Kind::Null => visitor.visit_unit(),
            Kind::Truth(truth) => visitor.visit_bool(truth),
            Kind::Number => {
                let number = document::to_number(self.number().unwrap_or_default());
                match (number.as_i64(), number.as_f64()) {
                    (Some(whole), _) => visitor.visit_i64(whole),
                    (None, Some(number)) => visitor.visit_f64(number),
                    (None, None) => Err(Error::custom("a number that is too large")),
                }
            }
            Kind::Text => visitor.visit_borrowed_str(self.text().unwrap_or_default()),
            Kind::List => visitor.visit_seq(list(self.items())),
            Kind::Object => visitor.visit_map(object(self.entries())),
        }
    }

    fn deserialize_option<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.kind() == Kind::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'d>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'d>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if let Some(word) = self.text() {
            return visitor.visit_enum(BorrowedStrDeserializer::new(word));
        }
        let subject = self.entries().find_map(|(key, _)| variants.iter().find(|variant| key.reads(variant)));
        let subject = subject.ok_or_else(|| Error::custom(format!("needs one of: {}", variants.join(", "))))?;
        visitor.visit_enum(ByKey { subject, object: self })
    }

    fn deserialize_ignored_any<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        <W: Visitor<'d>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier
    }
}

/// An object whose subject is known.
struct ByKey<'d> {
    subject: &'static str,
    object: Written<'d>,
}

impl<'d> EnumAccess<'d> for ByKey<'d> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'d>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        Ok((seed.deserialize(BorrowedStrDeserializer::new(self.subject))?, self))
    }
}

impl<'d> VariantAccess<'d> for ByKey<'d> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Err(Error::custom("an object where a word is needed"))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'d>>(self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self.object)
    }

    fn tuple_variant<V: Visitor<'d>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("an object where a list is needed"))
    }

    fn struct_variant<V: Visitor<'d>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(object(self.object.entries()))
    }
}

/// Reads a type from a deck's parts, by their keys.
///
/// # Errors
/// Where they do not fit: a deck whose shape was checked does.
pub(super) fn parts<'m, T: Deserialize<'m>>(parts: impl Iterator<Item = (&'m str, Values<'m>)>) -> Result<T, Error> {
    T::deserialize(MapDeserializer::new(parts))
}

impl<'m> IntoDeserializer<'m, Error> for Values<'m> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'m> Deserializer<'m> for Values<'m> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'m>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::One(value) => value.deserialize_any(visitor),
            Self::Entries(entries) => visitor.visit_seq(SeqDeserializer::new(entries.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'m>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::One(value) => value.deserialize_option(visitor),
            Self::Entries(_) => visitor.visit_some(self),
        }
    }

    forward_to_deserialize_any! {
        <W: Visitor<'m>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier newtype_struct enum ignored_any
    }
}
