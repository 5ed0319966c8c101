//! How letters are worded: as the scheme's operators put it, or as the product does.

use domain::notice::NoticeKind;
use domain::notice::template::Template;
use store::Tx;
use store::letters::templates;

use super::Failure;

/// The template in force for letters of a kind; the standard one of what an earlier version left, and where the kept one does not
/// read, as nothing about its wording may keep a letter from going.
pub(super) async fn in_force(tx: &Tx, kind: Option<NoticeKind>) -> Result<Template, Failure> {
    let Some(kind) = kind else {
        return Ok(Template::standard(NoticeKind::Decision));
    };
    let kept = templates::find(tx, kind.as_str()).await?;
    let Some((subject, text)) = kept.as_ref().and_then(|kept| kept.wording()) else {
        return Ok(Template::standard(kind));
    };
    Ok(Template::read(kind, subject, text).unwrap_or_else(|error| {
        tracing::error!(letter.kind = %kind, %error, "a letter template does not read: the standard wording goes");
        Template::standard(kind)
    }))
}
