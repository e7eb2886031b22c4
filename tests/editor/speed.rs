//! How long an editor waits on the KAP pack. It reports and does not judge: the machine may have much else to do.
//! `cargo test --release --test main editor::speed -- --nocapture` prints what counts.

use std::time::{Duration, Instant};

use super::client::{Client, copy, place};

const FILE: &str = "rules/depression.yaml";
const RUNS: usize = 9;

#[test]
#[allow(clippy::print_stdout, clippy::disallowed_macros, reason = "the figures are for whoever asks with --nocapture")]
fn an_answer_on_the_kap_pack() {
    let mut client = Client::start(copy("rules/kap", "speed"));
    let text = client.open(FILE);
    let mut report = |what: &str, run: &mut dyn FnMut(&mut Client, usize)| {
        let mut times: Vec<Duration> = (0..RUNS)
            .map(|number| {
                let start = Instant::now();
                run(&mut client, number);
                start.elapsed()
            })
            .collect();
        times.sort();
        println!("{what}: median {:?}, worst {:?}", times[RUNS / 2], times[RUNS - 1]);
    };
    report("diagnostics after a change", &mut |client, number| {
        client.change(FILE, &format!("{text}# {number}\n"));
    });
    let at = place(&text, "phq9.total >= ", 7);
    report("hover", &mut |client, _| {
        assert!(client.ask("hover", FILE, &at)["contents"].is_object());
    });
    let at = place(&text, "phq9.total >= ", 14);
    report("completion", &mut |client, _| {
        assert!(client.ask("completion", FILE, &at)["items"].as_array().is_some_and(|items| items.len() > 100));
    });
    report("change, then completion at once", &mut |client, number| {
        client.change_silently(FILE, &format!("{text}# again {number}\n"));
        client.ask("completion", FILE, &at);
    });
    assert_eq!(client.leave(), 0);
}
