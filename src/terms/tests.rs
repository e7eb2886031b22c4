use proptest::prelude::*;

use super::*;

/// A list a line: `list | entry, another name | entry`; a name with `!` is exact.
const LISTS: &str = "\
maoi | phenelzine, nardil | tranylcypromine, parnate | isocarboxazid, marplan | selegiline, l-deprenyl, emsam
benzo | alprazolam, xanax | clonazepam, klonopin | lorazepam, ativan | diazepam, valium | benzo, benzodiazepine
opioid | codeine, tylenol with codeine, tylenol 3, co-codamol | buprenorphine, suboxone, butrans | opioid | kratom, 7-oh
stimulant | amphetamine, adderall | lisdexamfetamine, vyvanse | methylphenidate, metadate, concerta
lithium | lithium, lithobid, lithium carbonate
lamotrigine | lamotrigine, lamictal
gabapentin | gabapentin, neurontin
thyroid | levothyroxine, synthroid | desiccated, np thyroid, armour thyroid
decongestant | pseudoephedrine, sudafed, claritin-d | phenylephrine, sudafed pe
xanthine | theophylline, theo-24
inducer | hypericum, st john's wort
antihistamine | hydroxyzine, vistaril
pressure | hydralazine | propranolol, inderal | clonidine
antipsychotic | quetiapine, seroquel
nmda | ketamine, ketalar | esketamine, spravato
psychedelic | mushrooms | 5-meo | lsd | morning glory!
street | ketamine, k, ket, special k | cannabis, weed, edibles | meth
wakeful | caffeine, no doz, energy drinks
antidepressant | sertraline, zoloft | escitalopram, lexapro | citalopram, celexa | fluoxetine, prozac | venlafaxine, effexor \
| bupropion, wellbutrin | duloxetine, cymbalta | trazodone | paroxetine, paxil | pregnant";

const CONFUSABLE: &[&[&str]] = &[
    &["celexa", "celebrex", "cerebyx"],
    &["lamictal", "lamisil"],
    &["prozac", "prilosec"],
    &["xanax", "zantac"],
    &["trazodone", "tramadol"],
    &["hydroxyzine", "hydralazine"],
    &["clonidine", "clonazepam", "clonapin", "klonopin"],
    &["ketamine", "ketotifen", "ketorolac", "keto diet"],
    &["adderall", "inderal"],
    &["methadone", "methylphenidate", "metadate"],
];

fn names() -> (Vec<&'static str>, Vec<Term>) {
    let (mut lists, mut terms) = (Vec::new(), Vec::new());
    for (list, line) in LISTS.lines().enumerate() {
        let mut cells = line.split('|').map(str::trim);
        lists.push(cells.next().expect("a list has a name"));
        for (entry, cell) in (0..).zip(cells) {
            for name in cell.split(", ") {
                let words = name.trim_end_matches('!').to_owned();
                terms.push(Term { list: ListId(list as u16), entry, exact: name.ends_with('!'), words });
            }
        }
    }
    (lists, terms)
}

fn matcher() -> Matcher {
    let (lists, terms) = names();
    let confusable: Vec<Vec<String>> = CONFUSABLE.iter().map(|g| g.iter().map(|w| (*w).to_owned()).collect()).collect();
    Matcher::new(lists.len(), terms, Vec::new(), Vec::new(), &confusable).expect("there are no patterns")
}

fn list(name: &str) -> ListId {
    ListId(names().0.iter().position(|list| *list == name).expect("a list of the test") as u16)
}

/// Every hit as `list certainty words`, and what the answer is unless it is text.
fn read(matcher: &Matcher, text: &str) -> String {
    let reading = matcher.read(text);
    let lists = names().0;
    let hits = reading.hits.iter().map(|hit| {
        let words = text.get(hit.found.clone()).expect("a hit lies on character boundaries");
        format!("{} {:?} {words}", lists[usize::from(hit.list.0)], hit.certainty)
    });
    let answer = (reading.answer != Answered::Text).then(|| format!("{:?}", reading.answer));
    answer.into_iter().chain(hits).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn all_read(cases: &[(&str, &str)]) {
    let matcher = matcher();
    for (text, expected) in cases {
        assert_eq!(read(&matcher, text), *expected, "{text:?}");
    }
}

#[test]
fn whole_words_plurals_and_phrases() {
    all_read(&[
        ("Zoloft 100 mg, lamictal", "antidepressant Met Zoloft; lamotrigine Met lamictal"),
        ("prn Ativan on flights only", "benzo Met Ativan"),
        ("benzos, opioids; ZOLOFT's", "benzo Met benzos; opioid Met opioids; antidepressant Met ZOLOFT's"),
        (
            "tylenol with codeine, Tylenol #3, codeine",
            "opioid Met tylenol with codeine; opioid Met Tylenol #3; opioid Met codeine",
        ),
        ("np thyroid 60mg", "thyroid Met np thyroid"),
        ("Sudafed PE", "decongestant Met Sudafed PE"),
        ("lithium carbonate 300", "lithium Met lithium carbonate"),
        ("claritin-d, Claritin D, claritin 10 mg", "decongestant Met claritin-d; decongestant Met Claritin D"),
        ("theo24 l-deprenyl 5-MeO", "xanthine Met theo24; maoi Met l-deprenyl; psychedelic Met 5-MeO"),
        ("7oh, 7-oh; it was 7 oh well", "opioid Met 7oh; opioid Met 7-oh"),
        (
            "St. John’s wort, saint johns wort, stjohnswort",
            "inducer Met St. John’s wort; inducer Met saint johns wort; inducer Met stjohnswort",
        ),
        (
            "energy drink, edible, mushroom, No-Doz",
            "wakeful Met energy drink; street Met edible; psychedelic Met mushroom; wakeful Met No-Doz",
        ),
        ("Zoloft100mg AdderallXR L.S.D.", "antidepressant Met Zoloft; stimulant Met AdderallXR; psychedelic Met L.S.D"),
        ("Zoloft.Xanax/Ativan", "antidepressant Met Zoloft; benzo Met Xanax; benzo Met Ativan"),
        ("a 10k run, K-pop, $5k", ""),
        ("ketone, seaweed, overcodeined", ""),
        ("5, meo", ""),
    ]);
}

#[test]
fn published_misspellings_are_found() {
    let matcher = matcher();
    let found = [
        ("antidepressant", 0, "zolof zoloff sertaline"),
        ("antidepressant", 1, "lexipro"),
        ("antidepressant", 2, "celxa"),
        ("antidepressant", 3, "prozack"),
        ("antidepressant", 4, "effexer"),
        ("antidepressant", 5, "wellbutryn welbutrin"),
        ("antidepressant", 6, "cymbolta"),
        ("antidepressant", 7, "trazadone"),
        ("lamotrigine", 0, "lamictil"),
        ("benzo", 0, "xanex zanax"),
        ("benzo", 1, "klonapin klonipin"),
        ("benzo", 2, "adivan"),
        ("antipsychotic", 0, "seraquel"),
        ("gabapentin", 0, "gabapenton"),
        ("stimulant", 0, "adderal"),
        ("stimulant", 1, "vyvance"),
        ("thyroid", 0, "synthoid"),
        ("opioid", 1, "suboxen buprenorphene"),
        ("maoi", 1, "parnat"),
        ("maoi", 0, "nardel fenelzine"),
    ];
    for (name, entry, words) in found {
        for word in words.split(' ') {
            let hits = matcher.read(&format!("taking {word} 50 mg daily")).hits;
            let expected = Hit { list: list(name), entry, certainty: Certainty::Misspelt, found: 7..7 + word.len() };
            assert_eq!(hits, [expected], "{word}");
        }
    }
}

#[test]
fn confusable_and_everyday_words_are_no_misspellings() {
    all_read(&[
        ("celebrex, Lamisil, prilosec; zantac; keto diet; ketotifen drops, ketorolac", ""),
        ("celebrx zantak", ""),
        ("hydroxzine", "antihistamine Misspelt hydroxzine; pressure Misspelt hydroxzine"),
        ("hydralazine", "pressure Met hydralazine"),
        ("morning glry, morning", ""),
        ("tylenol with codiene", "opioid Misspelt tylenol with codiene"),
        (
            "armor thyroid; np thyriod; st jonhs wort",
            "thyroid Misspelt armor thyroid; thyroid Misspelt np thyriod; inducer Misspelt st jonhs wort",
        ),
        ("well butrin, sero quel", "antidepressant Misspelt well butrin; antipsychotic Misspelt sero quel"),
        ("taken once daily with a meal every night or morning, two tablets, for the last weeks", ""),
        ("I need to learn to cope; my concerns are my ability to rest, oral health and interval training", ""),
        ("ibuprofen, vitamin d, melatonin, metformin 500 mg, zyrtec, omeprazole, atorvastatin, losartan", ""),
        ("my therapist said I should accept it and the results of the last session were good", ""),
        // What a telephone makes of Concerta is asked about.
        ("concert 36 mg", "stimulant Misspelt concert"),
    ]);
}

#[test]
fn denied_past_planned_and_other_peoples() {
    all_read(&[
        ("stopped Nardil in 2019, now Zoloft 100 mg", "maoi Past Nardil; antidepressant Met Zoloft"),
        ("stopped Nardil, Parnate and Marplan in 2019", "maoi Past Nardil; maoi Past Parnate; maoi Past Marplan"),
        ("stopped Nardil 3 years ago", "maoi Past Nardil"),
        ("Nardil (stopped 2019), Zoloft", "maoi Past Nardil; antidepressant Met Zoloft"),
        ("Nardil 15 mg three times a day, stopped in 2019", "maoi Past Nardil"),
        ("switched from Nardil to Zoloft", "maoi Past Nardil; antidepressant Met Zoloft"),
        ("replaced Nardil with Zoloft", "maoi Past Nardil; antidepressant Met Zoloft"),
        ("I'm off Nardil and on Zoloft", "maoi Past Nardil; antidepressant Met Zoloft"),
        ("no benzos", "benzo Negated benzos"),
        ("no tobacco, alcohol, opioids, or benzos", "opioid Negated opioids; benzo Negated benzos"),
        ("no benzos, Zoloft 100 mg", "benzo Negated benzos; antidepressant Met Zoloft"),
        ("Benzos: no, lithium: yes", "benzo Negated Benzos; lithium Met lithium"),
        ("none except lithium", "lithium Met lithium"),
        ("no side effects from Zoloft", "antidepressant Met Zoloft"),
        ("allergic to ketamine", "nmda Negated ketamine; street Negated ketamine"),
        ("hydroxyzine for allergies", "antihistamine Met hydroxyzine"),
        ("mother takes lithium", "lithium SomeoneElse lithium"),
        ("lithium, my mother's", "lithium SomeoneElse lithium"),
        ("I take lithium like my mother", "lithium Met lithium"),
        ("my wife is on Prozac, I take Lexapro", "antidepressant SomeoneElse Prozac; antidepressant Met Lexapro"),
        ("my wife is on Prozac and I take Lexapro", "antidepressant SomeoneElse Prozac; antidepressant Met Lexapro"),
        ("family doctor prescribes Xanax", "benzo Met Xanax"),
        ("used to take Adderall", "stimulant Past Adderall"),
        ("never took Nardil", "maoi Negated Nardil"),
        ("prescribed Xanax but never took it", "benzo Negated Xanax"),
        ("I have been prescribed Xanax for anxiety but I do not take it", "benzo Negated Xanax"),
        ("off Xanax since May", "benzo Past Xanax"),
        ("not currently taking Xanax", "benzo Negated Xanax"),
        ("discontinued Zoloft; Lexapro until 2020", "antidepressant Past Zoloft; antidepressant Past Lexapro"),
        (
            "Xanax in the past, previously Valium, ex-opioid user",
            "benzo Past Xanax; benzo Past Valium; opioid Past opioid",
        ),
        ("history of meth use", "street Past meth"),
        ("Zoloft 2015-2018, Prozac 2019 - present", "antidepressant Past Zoloft; antidepressant Met Prozac"),
        (
            "Zoloft since 2019, for the past 3 years; began lithium 2 years ago",
            "antidepressant Met Zoloft; lithium Met lithium",
        ),
        (
            "Past medications:\nNardil\nParnate\n\nZoloft",
            "maoi Past Nardil; maoi Past Parnate; antidepressant Met Zoloft",
        ),
        (
            "Allergies: penicillin, ketamine\nMeds: Zoloft",
            "nmda Negated ketamine; street Negated ketamine; antidepressant Met Zoloft",
        ),
        (
            "maybe lithium. Thinking about Spravato. Xanax?",
            "lithium Unsure lithium; nmda Unsure Spravato; benzo Unsure Xanax",
        ),
        ("no zolof", "antidepressant Negated zolof"),
        ("quit smoking, Zoloft 50", "antidepressant Met Zoloft"),
        ("Zoloft 50 mg, quit smoking in 2019", "antidepressant Met Zoloft"),
    ]);
}

#[test]
fn answers_that_name_nothing() {
    let matcher = matcher();
    let none = "none|None.|N/A|n/a|-|—|nil|nothing|no|No meds|no medications|not taking anything|I don’t take any medication|0|\
        none that I know of|not that I'm aware of|No, none at this time.|NONE\r\n";
    for text in none.split('|') {
        assert_eq!(read(&matcher, text), "None", "{text:?}");
    }
    let elsewhere = "see attached|See attached list.|ask my doctor|don't know|I don’t know|?|???|not sure|yes|none?|.|…|!!|\u{1f600}||  \n|\
        \0|can't remember the names|Сертралин 50 мг";
    for text in elsewhere.split('|') {
        assert_eq!(read(&matcher, text), "Elsewhere", "{text:?}");
    }
    all_read(&[
        ("Zoloft, rest see attached list", "Elsewhere; antidepressant Met Zoloft"),
        ("not taking my meds", ""),
        ("I don't know the dose of my Zoloft", "antidepressant Met Zoloft"),
        ("none\0", "None"),
    ]);
}

#[test]
fn places_are_bytes_of_the_text_as_written() {
    all_read(&[
        ("İİİ Zoloft ß", "antidepressant Met Zoloft"),
        ("Größe: zölöft é Zoloft\u{301}!", "antidepressant Met zölöft; antidepressant Met Zoloft\u{301}"),
        ("ＺＯＬＯＦＴ １００", "antidepressant Met ＺＯＬＯＦＴ"),
        ("l‑deprenyl, st john′s wort", "maoi Met l‑deprenyl; inducer Met st john′s wort"),
        ("\u{1f48a}Zoloft\u{1f48a}\0Xanax\0", "antidepressant Met Zoloft; benzo Met Xanax"),
        ("Zo\u{ad}loft", "antidepressant Met Zo\u{ad}loft"),
    ]);
}

#[test]
fn truth_of_a_list_and_its_only_entry() {
    let matcher = matcher();
    let truth = |text: &str, name: &str| matcher.read(text).truth(list(name));
    assert_eq!(truth("no Xanax in the day. Xanax at night", "benzo"), Truth::Yes);
    assert_eq!(truth("no Xanax", "benzo"), Truth::Unknown);
    assert_eq!(truth("no Xanax", "maoi"), Truth::No);
    assert_eq!(truth("none", "maoi"), Truth::No);
    assert_eq!(truth("", "maoi"), Truth::Unknown);
    assert_eq!(truth("Zoloft, rest see attached", "maoi"), Truth::Unknown);
    assert_eq!(truth("Zoloft, rest see attached", "antidepressant"), Truth::Yes);
    let reading = matcher.read("no Xanax, Zoloft");
    let each: Vec<Truth> = (0..names().0.len()).map(|at| reading.truth(ListId(at as u16))).collect();
    assert_eq!(matcher.truths(&reading), each);

    let only = |text: &str| matcher.read(text).only_entry(list("antidepressant"));
    assert_eq!(only("Zoloft (sertraline) 100 mg"), Some(0));
    assert_eq!(only("Lexapro 20"), Some(1));
    for text in [
        "Zoloft and Lexapro",
        "zolof",
        "Zoloft, lexipro",
        "Zoloft, stopped Lexapro",
        "none",
        "",
        "Zoloft, see attached",
    ] {
        assert_eq!(only(text), None, "{text}");
    }
    let ever = |text: &str| matcher.read(text).only_entry_ever(list("antidepressant"));
    assert_eq!((only("tried Zoloft in 2015"), ever("tried Zoloft in 2015")), (None, Some(0)));
    assert_eq!(ever("not Zoloft"), None);
}

#[test]
fn a_capital_letter_in_a_pattern_is_found() {
    let pattern = Pattern { list: ListId(0), entry: 0, regex: "WARF".to_owned() };
    let matcher = Matcher::new(1, Vec::new(), vec![pattern], vec!["Coumadin".to_owned()], &[]).expect("they compile");
    for text in ["warfarin, coumadin", "WARFARIN and COUMADIN"] {
        let reading = matcher.read(text);
        assert_eq!((reading.truth(ListId(0)), reading.patterns.as_slice()), (Truth::Yes, &[0][..]), "{text}");
    }
}

#[test]
fn patterns_are_on_lower_case_and_say_where() {
    let pattern = |regex: &str, entry| Pattern { list: ListId(0), entry, regex: regex.to_owned() };
    let free = vec!["can't".to_owned(), "^zzz".to_owned(), r"\bmg\b".to_owned()];
    let patterns = vec![pattern("pregnan(t|cy)", 7), pattern("i̇|ss", 8)];
    let matcher = Matcher::new(1, Vec::new(), patterns, free, &[]).expect("the patterns compile");
    let text = "İß PREGNANT? Can’t say; last Pregnancy, not pregnant, 5 mg";
    let reading = matcher.read(text);
    let hits: Vec<_> = reading.hits.iter().map(|h| (h.entry, h.certainty, &text[h.found.clone()])).collect();
    let expected = [
        (8, Certainty::Met, "İ"),
        (7, Certainty::Unsure, "PREGNANT"),
        (7, Certainty::Met, "Pregnancy"),
        (7, Certainty::Negated, "pregnant"),
    ];
    assert_eq!((hits.as_slice(), reading.patterns.as_slice()), (&expected[..], &[0, 2][..]));

    let wrong = Matcher::new(1, Vec::new(), vec![pattern("a", 0), pattern("(", 0)], vec!["[".to_owned()], &[]);
    let places: Vec<usize> = wrong.expect_err("two do not compile").into_iter().map(|(at, _)| at).collect();
    assert_eq!(places, [1, 2]);
}

#[test]
fn long_texts_take_time_in_proportion() {
    let matcher = matcher();
    for part in [
        "zolof and xanx no qwerty, ",
        "no a, ",
        "past: xanax, ",
        "xanax stopped ago ",
        "np thyroid ",
        "é",
        "- ",
        "no no stopped",
    ] {
        let text = part.repeat(100_000 / part.len());
        assert!(matcher.read(&text).hits.iter().all(|hit| text.get(hit.found.clone()).is_some()));
    }
}

fn texts() -> impl Strategy<Value = String> {
    let names = "Zoloft|zolof|np thyroid|st john's wort|Xanax|no|stopped|my mother|in 2019|:|,|\n|?|(|)|-|and|or|İ|ß|’|5|mg|see attached";
    let names: Vec<String> = names.split('|').map(str::to_owned).collect();
    let piece = prop_oneof![3 => proptest::sample::select(names), 1 => ".{0,6}".prop_map(|s| s)];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn any_text_reads_the_same_twice(text in prop_oneof![texts(), any::<String>()]) {
        let matcher = matcher();
        let reading = matcher.read(&text);
        prop_assert_eq!(&reading, &super::tests::matcher().read(&text));
        let key = |h: &Hit| (h.found.start, h.found.end, h.list, h.entry);
        prop_assert!(reading.hits.is_sorted_by_key(key));
        for hit in &reading.hits {
            prop_assert!(!text.get(hit.found.clone()).unwrap_or("").is_empty());
        }
    }

    /// A cue may make a name unclear; it never takes it away.
    #[test]
    fn a_name_is_never_absent(before in texts(), after in texts()) {
        let text = format!("{before} ; Nardil ; {after}");
        prop_assert_ne!(matcher().read(&text).truth(list("maoi")), Truth::No);
    }
}
