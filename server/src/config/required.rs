//! What each mode cannot do without.

use super::Mode;
use super::read::Reader;

impl Reader {
    /// What each mode cannot do without.
    pub(super) fn requirements(&mut self, mode: Mode) {
        let s3 = ["S3_ENDPOINT", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"];
        match mode {
            Mode::Serve | Mode::Worker => {
                self.require(
                    &["DATABASE_URL"],
                    "the database, as the login role pillars_app",
                );
                self.require(&s3, "evidence needs an S3 service");
                self.require(&["SMTP_URL"], "people are told by mail");
                self.require(
                    &["PILLARS_SECRET"],
                    "it seals sign-in and invitations: make one with `openssl rand -hex 32`",
                );
            }
            Mode::Publish => self.require(
                &["DATABASE_URL"],
                "the database, as the login role pillars_app",
            ),
            Mode::Migrate => {
                self.require(&["DATABASE_OWNER_URL"], "this is the database owner's work")
            }
            Mode::Demo => {
                if self.text("DATABASE_URL").is_some() || self.text("DATABASE_OWNER_URL").is_some()
                {
                    let why = "the demo needs both DATABASE_URL and DATABASE_OWNER_URL, or neither and runs its own";
                    self.require(&["DATABASE_URL", "DATABASE_OWNER_URL"], why);
                }
                if self.text("S3_ENDPOINT").is_some() {
                    self.require(
                        &s3,
                        "S3_ENDPOINT is set; unset it and the demo runs its own store",
                    );
                }
            }
            Mode::Doctor => {}
        }
        if self.values.contains_key("SMTP_URL") && !self.values.contains_key("MAIL_FROM") {
            self.problems
                .push("MAIL_FROM is missing: SMTP_URL is set, and mail needs a sender".to_owned());
        }
    }
}
