//! What two states of the catalogue authorise otherwise.

use delibero_domain::authorisation::Authorisation;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::{BUILTIN, builtin, read};
use delibero_domain::deliberation::differences::{Changes, Presence, RecipientChanges, changed_grants};

fn catalogue(changes: &[(&str, &str)]) -> Catalogue {
    let changed = |(name, text): &(&'static str, &'static str)| {
        let mut text = (*text).to_owned();
        if *name == "deliberations/20-130.toml" {
            for (from, to) in changes {
                assert!(text.contains(from), "{from}");
                text = text.replacen(from, to, 1);
            }
        }
        (*name, text)
    };
    let contents: Vec<(&str, String)> = BUILTIN.iter().map(changed).collect();
    let files: Vec<(&str, &str)> = contents.iter().map(|(name, text)| (*name, text.as_str())).collect();
    read(&files).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn granted<'c>(catalogue: &'c Catalogue, without: &str) -> Vec<&'c Authorisation> {
    let granted = catalogue.authorisations().iter().filter(|found| found.source.deliberation == "20/130");
    granted.filter(|found| found.recipient.as_str() != without).collect()
}

fn ids(changes: &Changes) -> String {
    let gained = changes.gained.iter().map(|named| format!(" +{}", named.id));
    gained.chain(changes.lost.iter().map(|named| format!(" -{}", named.id))).collect()
}

/// One line for each service and module with a change.
fn told(changes: &[RecipientChanges]) -> Vec<String> {
    let mut lines = Vec::new();
    for recipient in changes {
        for service in &recipient.services {
            let name = format!("{} {:?} {}", recipient.recipient.id, recipient.presence, service.service.id);
            lines.push(format!("{name}:{}", ids(&service.purposes)));
            for module in &service.modules {
                lines.push(format!("{name} {} {:?}:{}", module.module.id, module.presence, ids(&module.elements)));
                let by_purpose = module.by_purpose.iter();
                lines.extend(by_purpose.map(|one| format!("{name} {}:{}", one.purpose.id, ids(&one.elements))));
            }
        }
    }
    lines
}

#[test]
fn what_recipients_gained_and_lost_is_told() {
    let before = builtin().expect("catalogue");
    assert_eq!(changed_grants(&granted(&before, ""), &granted(&before, ""), &before), []);

    // The first module is that of the CPAS.
    let fewer = catalogue(&[
        (
            "elements = [\"risk.*\", \"payment.*\"]",
            "elements = [\"risk.*\", \"payment.niss\", \"payment.payment_period\"]",
        ),
        ("id = \"subsidy-control\"", "id = \"social-inquiry\""),
    ]);
    let changes = changed_grants(&granted(&before, ""), &granted(&fewer, ""), &before);
    assert_eq!(
        told(&changes),
        [
            "cpas Kept hdi:",
            "cpas Kept hdi consult-attest Kept: -payment.document_type -payment.employee_category \
             -payment.family_situation -payment.indemnity_type -payment.indemnity_nature \
             -payment.gross_taxable_amount -payment.indemnified_days -payment.indemnified_hours",
            "spp-is Kept hdi: +social-inquiry -subsidy-control",
        ]
    );

    let gone = changed_grants(&granted(&before, ""), &granted(&before, "spp-is"), &before);
    assert_eq!((gone.len(), gone[0].presence, gone[0].recipient.id.as_str()), (1, Presence::Lost, "spp-is"));
    assert_eq!(gone[0].services[0].modules[0].elements.lost.len(), 22);
    assert_ne!(gone[0].recipient.label.nl, "spp-is");
    let come = changed_grants(&granted(&before, "spp-is"), &granted(&before, ""), &before);
    assert_eq!((come[0].presence, come[0].services[0].modules[0].elements.gained.len()), (Presence::Gained, 22));
}

#[test]
fn an_element_lost_for_one_purpose_is_told_for_it() {
    let before = builtin().expect("catalogue");
    let reserved = catalogue(&[(
        "[[authorisation.purpose]]",
        "[[authorisation.reserved]]\nelements = [\"payment.niss\"]\npurposes = [\"payment-and-recovery\"]\n\
         point = \"5\"\n\n[[authorisation.purpose]]",
    )]);
    let changes = changed_grants(&granted(&before, ""), &granted(&reserved, ""), &before);
    assert_eq!(
        told(&changes),
        ["cpas Kept hdi:", "cpas Kept hdi consult-attest Kept:", "cpas Kept hdi social-inquiry: -payment.niss"]
    );
}

// Properties
