//! Who asks: the address behind the proxies that are trusted, and behind no other.

use std::net::{IpAddr, SocketAddr};

use http::{HeaderMap, HeaderName};
use ipnet::IpNet;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies whose word about an address is taken.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    /// Reads addresses and networks with commas between them.
    #[must_use]
    pub fn read(words: &str) -> Option<Self> {
        let words = words.split(',').map(str::trim).filter(|word| !word.is_empty());
        let read = |word: &str| word.parse::<IpNet>().ok().or_else(|| word.parse::<IpAddr>().ok().map(IpNet::from));
        words.map(read).collect::<Option<_>>().map(Self)
    }

    /// Whether an address is one of them.
    #[must_use]
    pub fn trust(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The client: the last address that no trusted proxy has. What stands before it, anybody can have written.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer;
        let lines: Vec<_> = headers.get_all(FORWARDED_FOR).iter().collect();
        let hops = lines.iter().rev().flat_map(|line| line.to_str().unwrap_or_default().rsplit(','));
        for hop in hops {
            if !self.trust(client) {
                break;
            }
            let Some(address) = address_of(hop.trim()) else { break };
            client = address;
        }
        client.to_canonical()
    }
}

/// Some proxies add the port.
fn address_of(hop: &str) -> Option<IpAddr> {
    let bare = hop.trim_matches('"');
    let with_port = || bare.parse::<SocketAddr>().ok().map(|address| address.ip());
    let in_brackets = || bare.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    bare.parse().ok().or_else(with_port).or_else(in_brackets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &str, peer: &str, lines: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, line.parse().expect("a header"));
        }
        let proxies = Proxies::read(trusted).expect("proxies");
        proxies.client(peer.parse().expect("an address"), &headers).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_about_the_last_hop_that_is_none() {
        for (trusted, peer, lines, expected) in [
            ("", "192.0.2.1", &["203.0.113.9"][..], "192.0.2.1"),
            ("10.0.0.0/8", "192.0.2.1", &["203.0.113.9"], "192.0.2.1"),
            ("10.0.0.0/8", "10.0.0.1", &["203.0.113.9"], "203.0.113.9"),
            ("10.0.0.0/8", "10.0.0.1", &["6.6.6.6, 203.0.113.9, 10.0.0.2"], "203.0.113.9"),
            ("10.0.0.0/8", "10.0.0.1", &["6.6.6.6", "203.0.113.9,10.0.0.2"], "203.0.113.9"),
            ("10.0.0.1, ::1", "::1", &["[2001:db8::7]:4711"], "2001:db8::7"),
            ("10.0.0.1", "::ffff:10.0.0.1", &["\"203.0.113.9:80\""], "203.0.113.9"),
            ("10.0.0.1", "10.0.0.1", &["6.6.6.6, unknown"], "10.0.0.1"),
            ("10.0.0.1", "10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.0/8", "10.0.0.1", &["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ] {
            assert_eq!(client(trusted, peer, lines), expected, "{trusted} {peer} {lines:?}");
        }
        assert!(Proxies::read("10.0.0.0/99").is_none() && Proxies::read("proxy.example").is_none());
    }
}
