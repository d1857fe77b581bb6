//! The fields of an organisation: what they are called in forms, in sheets and in the log.

macro_rules! fields {
    ($($name:ident = $word:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($name),+ }

        impl Field {
            /// In the order of the form.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }
        }
    };
}

fields! {
    NameFr = "name_fr",
    NameNl = "name_nl",
    NameDe = "name_de",
    EnterpriseNumber = "enterprise_number",
    Street = "street",
    PostalCode = "postal_code",
    Municipality = "municipality",
    Region = "region",
    Sector = "sector",
    Institution = "institution",
    LegalContexts = "legal_contexts",
    ContactName = "contact_name",
    ContactEmail = "contact_email",
    ContactPhone = "contact_phone",
    AdviserName = "security_adviser_name",
    AdviserEmail = "security_adviser_email",
    AdviserPhone = "security_adviser_phone",
    OfficerName = "data_protection_officer_name",
    OfficerEmail = "data_protection_officer_email",
    OfficerPhone = "data_protection_officer_phone",
}

impl Field {
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.as_str() == word)
    }

    /// Whether an organisation that is registered says it.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self, Self::NameFr | Self::NameNl | Self::NameDe | Self::EnterpriseNumber)
    }
}
