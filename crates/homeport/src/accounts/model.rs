//! Sessions, sign-in links, codes, lost contacts: how long they live and how often one may try.

use std::time::Duration;

use keel::contact::Contact;
use keel::l10n::Lang;

use crate::access::{Role, Viewer};

keel::id!(SessionId);
keel::id!(LinkId);
keel::id!(RecoveryId);

/// Whom a session's cookie stands for.
pub struct Seen {
    pub viewer: Viewer,
    pub session: SessionId,
    pub language: Option<Lang>,
}

keel::words! {
    /// What a link is good for, and for nothing else.
    pub enum Purpose {
        SignIn = "sign_in",
        Confirm = "confirm",
        Found = "found",
        /// "That was not me": ends the request for a new contact.
        Stop = "stop",
        /// "That was not me": ends every session and undoes a change of the ways in.
        Undo = "undo",
    }
}

keel::words! {
    /// How far a request to replace a lost contact has come.
    pub enum RecoveryState {
        Waiting = "waiting",
        Approved = "approved",
        Refused = "refused",
        /// Somebody tapped "that was not me".
        Stopped = "stopped",
    }
}

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// A code is typed at once or never.
pub const CODE_LIFE: Duration = Duration::from_secs(10 * 60);
/// A mail may lie for a moment.
pub const LINK_LIFE: Duration = Duration::from_secs(60 * 60);
/// A confirmation may wait for the evening.
pub const CONFIRM_LIFE: Duration = Duration::from_secs(3 * 24 * 3600);
/// Who installs Homeport reads the terminal today.
pub const FOUND_LIFE: Duration = Duration::from_secs(24 * 3600);
/// Whoever was told of a change of their ways in may be on holiday.
pub const UNDO_LIFE: Duration = Duration::from_secs(14 * 24 * 3600);
/// A used or expired link stays this long, so that its page can say which it is.
pub const LINK_MEMORY: Duration = Duration::from_secs(30 * 24 * 3600);
/// Wrong codes until the code is worth nothing.
pub const CODE_TRIES: i64 = 5;
/// A session says it was seen at most this often.
pub const SEEN_EVERY: Duration = HOUR;
/// The shortest password, in characters.
pub const PASSWORD_LEAST: usize = 10;

/// How long a session lives after it was last used: a member's phone is a home, an officer's screen is
/// a workplace.
pub fn session_life(roles: &[Role]) -> Duration {
    if roles.is_empty() { DAY * 90 } else { DAY * 30 }
}

/// A contact as it is kept and compared.
pub fn address_of(contact: &Contact) -> String {
    contact.as_str().to_lowercase()
}

/// So many tries in so long.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub name: &'static str,
    pub max: u32,
    pub window: Duration,
}

/// Links and codes asked for one address.
pub const ASK_ADDRESS: Limit = Limit { name: "ask-address", max: 5, window: Duration::from_secs(15 * 60) };
/// Links and codes asked from one network: a company leaves by one address.
pub const ASK_NETWORK: Limit = Limit { name: "ask-network", max: 60, window: Duration::from_secs(15 * 60) };
/// Links and codes sent to one person, whatever the address.
pub const ASK_PERSON: Limit = Limit { name: "ask-person", max: 10, window: HOUR };
/// Codes typed by one who asked.
pub const CODE: Limit = Limit { name: "code", max: 5, window: DAY };
/// Codes typed for one person, whoever asked.
pub const CODE_PERSON: Limit = Limit { name: "code-person", max: 20, window: HOUR };
/// Codes and links tried from one network.
pub const TRY_NETWORK: Limit = Limit { name: "try-network", max: 120, window: Duration::from_secs(15 * 60) };
/// Passwords tried for one address.
pub const PASSWORD_ADDRESS: Limit =
    Limit { name: "password-address", max: 8, window: Duration::from_secs(15 * 60) };
/// Passwords tried from one network.
pub const PASSWORD_NETWORK: Limit =
    Limit { name: "password-network", max: 40, window: Duration::from_secs(15 * 60) };
/// New contacts asked for by one person or for one address.
pub const RECOVER: Limit = Limit { name: "recover", max: 3, window: DAY };

/// A device in words coarse enough to recognise one's own and to tell nobody apart: "iPhone · WeChat".
pub fn device(agent: &str) -> String {
    if !agent.contains('/') {
        return agent.chars().take(60).collect();
    }
    let first = |table: &[(&str, &'static str)]| {
        table.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let machine = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("HarmonyOS", "HarmonyOS"),
        ("OpenHarmony", "HarmonyOS"),
        ("Android", "Android"),
        ("Macintosh", "Mac"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    let program = first(&[
        ("MicroMessenger", "WeChat"),
        ("DingTalk", "DingTalk"),
        ("Lark", "Lark"),
        ("QQBrowser", "QQ"),
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    [machine, program].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_told_coarsely() {
        let wechat = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 \
                      (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.53 NetType/WIFI";
        assert_eq!(device(wechat), "iPhone · WeChat");
        let desk = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(device(desk), "Windows · Edge");
        assert_eq!(device("curl/8.1"), "");
        assert_eq!(device("one link"), "one link");
    }

    #[test]
    fn who_has_a_role_signs_in_more_often() {
        assert!(session_life(&[Role::Officer]) < session_life(&[]));
    }
}
