//! Ids that say what they are: TypeIDs such as `app_01jd…`, a prefix and a UUID.

use std::borrow::Cow;

use type_safe_id::{Type, TypeSafeId};
use uuid::Uuid;

/// What an id is the id of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `uni_…`
    University,
    /// `per_…`
    Person,
    /// `prg_…`
    Programme,
    /// `app_…`
    Application,
    /// `ord_…`
    Order,
    /// `evi_…`
    Evidence,
    /// `req_…`
    EvidenceRequest,
    /// `awd_…`
    Award,
    /// `edi_…`
    Edition,
    /// `trl_…`
    TrailEvent,
    /// `phr_…`
    Phrase,
    /// `asr_…`
    AssignmentRun,
    /// `smk_…`
    SecondMarking,
    /// `viw_…`
    View,
    /// `gld_…`
    GoldCase,
    /// `inv_…`
    Invoice,
    /// `pay_…`
    Payment,
    /// `quo_…`
    Quote,
    /// `frm_…`
    Framework,
    /// `imp_…`
    Import,
    /// `blk_…`
    BulkAct,
    /// `exp_…`
    Export,
    /// `rpt_…`
    SavedReport,
    /// `let_…`
    Letter,
    /// `unt_…`
    UniversityNote,
    /// `sup_…`
    SuppressedAddress,
    /// `tok_…`
    Token,
    /// `ses_…`
    Session,
    /// `idp_…`
    Provider,
    /// `dom_…`
    Domain,
    /// `jrq_…`
    JoinRequest,
    /// `clr_…`
    ClaimRule,
}

impl Kind {
    /// Every kind there is.
    pub const ALL: &[Self] = &[
        Self::University,
        Self::Person,
        Self::Programme,
        Self::Application,
        Self::Order,
        Self::Evidence,
        Self::EvidenceRequest,
        Self::Award,
        Self::Edition,
        Self::TrailEvent,
        Self::Phrase,
        Self::AssignmentRun,
        Self::SecondMarking,
        Self::View,
        Self::GoldCase,
        Self::Invoice,
        Self::Payment,
        Self::Quote,
        Self::Framework,
        Self::Import,
        Self::BulkAct,
        Self::Export,
        Self::SavedReport,
        Self::Letter,
        Self::UniversityNote,
        Self::SuppressedAddress,
        Self::Token,
        Self::Session,
        Self::Provider,
        Self::Domain,
        Self::JoinRequest,
        Self::ClaimRule,
    ];

    /// What its ids begin with, before the underscore.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::University => "uni",
            Self::Person => "per",
            Self::Programme => "prg",
            Self::Application => "app",
            Self::Order => "ord",
            Self::Evidence => "evi",
            Self::EvidenceRequest => "req",
            Self::Award => "awd",
            Self::Edition => "edi",
            Self::TrailEvent => "trl",
            Self::Phrase => "phr",
            Self::AssignmentRun => "asr",
            Self::SecondMarking => "smk",
            Self::View => "viw",
            Self::GoldCase => "gld",
            Self::Invoice => "inv",
            Self::Payment => "pay",
            Self::Quote => "quo",
            Self::Framework => "frm",
            Self::Import => "imp",
            Self::BulkAct => "blk",
            Self::Export => "exp",
            Self::SavedReport => "rpt",
            Self::Letter => "let",
            Self::UniversityNote => "unt",
            Self::SuppressedAddress => "sup",
            Self::Token => "tok",
            Self::Session => "ses",
            Self::Provider => "idp",
            Self::Domain => "dom",
            Self::JoinRequest => "jrq",
            Self::ClaimRule => "clr",
        }
    }
}

impl Type for Kind {
    fn try_from_type_prefix(tag: &str) -> Result<Self, Cow<'static, str>> {
        let known = Self::ALL.iter().find(|kind| kind.prefix() == tag);
        known
            .copied()
            .ok_or(Cow::Borrowed("a prefix of this scheme"))
    }

    fn to_type_prefix(&self) -> &str {
        self.prefix()
    }
}

/// The id as it is shown outside.
pub fn encode(kind: Kind, id: Uuid) -> String {
    TypeSafeId::from_type_and_uuid(kind, id).to_string()
}

/// What an id from outside means, or nothing unless it is written exactly as [`encode`] writes it.
pub fn decode(text: &str) -> Option<(Kind, Uuid)> {
    let prefix = text.split_once('_')?.0;
    let kind = Kind::try_from_type_prefix(prefix).ok()?;
    let id = text.parse::<TypeSafeId<Kind>>().ok()?.uuid();
    (encode(kind, id) == text).then_some((kind, id))
}

/// The UUID of an id from outside, if it is an id of that kind.
pub fn decode_as(kind: Kind, text: &str) -> Option<Uuid> {
    decode(text).and_then(|(found, id)| (found == kind).then_some(id))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_published_example_encodes() {
        let id = Uuid::parse_str("0188bac7-4afa-78aa-bc3b-bd1eef28d881").unwrap();
        assert_eq!(
            encode(Kind::Application, id),
            "app_01h2xcejqtf2nbrexx3vqjhp41"
        );
        assert_eq!(
            decode("app_01h2xcejqtf2nbrexx3vqjhp41"),
            Some((Kind::Application, id))
        );
        assert_eq!(
            decode_as(Kind::Application, "app_01h2xcejqtf2nbrexx3vqjhp41"),
            Some(id)
        );
        assert_eq!(
            decode_as(Kind::Award, "app_01h2xcejqtf2nbrexx3vqjhp41"),
            None
        );
    }

    #[test]
    fn anything_else_is_no_id() {
        for text in [
            "",
            "_",
            "app",
            "app_",
            "01h2xcejqtf2nbrexx3vqjhp41",
            "xyz_01h2xcejqtf2nbrexx3vqjhp41",
            "APP_01h2xcejqtf2nbrexx3vqjhp41",
            "app_01H2XCEJQTF2NBREXX3VQJHP41",
            "app_81h2xcejqtf2nbrexx3vqjhp41",
            "app_01h2xcejqtf2nbrexx3vqjhp4",
            "app_01h2xcejqtf2nbrexx3vqjhp411",
            "app_01h2xcejqtf2nbrexx3vqjhpil",
            "app_app_01h2xcejqtf2nbrexx3vqjhp41",
            " app_01h2xcejqtf2nbrexx3vqjhp41",
            "app_ééééééééééééé",
            "0188bac7-4afa-78aa-bc3b-bd1eef28d881",
        ] {
            assert_eq!(decode(text), None, "{text:?}");
        }
        let long = format!("{}é_x", "a".repeat(62));
        assert_eq!(decode(&long), None);
    }

    proptest! {
        #[test]
        fn every_id_survives_the_way_out_and_back(bits in any::<u128>(), which in 0..Kind::ALL.len()) {
            let (kind, id) = (Kind::ALL[which], Uuid::from_u128(bits));
            prop_assert_eq!(decode(&encode(kind, id)), Some((kind, id)));
        }

        #[test]
        fn no_text_makes_decoding_fail_otherwise_than_by_none(text in ".{0,80}") {
            if let Some((kind, id)) = decode(&text) {
                prop_assert_eq!(encode(kind, id), text);
            }
        }
    }
}
