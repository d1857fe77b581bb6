//! What fields and their parts are called.

use std::borrow::Cow;

/// Words or an identifier, constant or not.
pub type Name = Cow<'static, str>;
