//! A page in each format. Escaping is each format's own; what must not be drawn anywhere was cleaned when the page
//! was made.

pub mod csv;
pub mod html;
pub mod markdown;
mod style;
mod svg;
pub mod text;
