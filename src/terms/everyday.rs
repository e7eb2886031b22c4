//! Words of everyday answers: what no misspelling is looked for in, what role they play, and whole answers like "none".

use super::vocabulary::{Seen, Vocabulary};
use super::words::Words;

/// A new clause begins: "but", "now".
pub(super) const BREAK: u32 = 1;
pub(super) const AND: u32 = 1 << 1;
pub(super) const OR: u32 = 1 << 2;
/// Something begins or goes on.
pub(super) const START: u32 = 1 << 3;
/// The applicant.
pub(super) const SELF: u32 = 1 << 4;
pub(super) const TO: u32 = 1 << 5;
/// May follow a cue that stands behind its name: "…, stopped it last year".
pub(super) const FILLER: u32 = 1 << 6;
/// May come before such a cue: "…, but I had stopped".
pub(super) const SKIP: u32 = 1 << 7;
pub(super) const ARTICLE: u32 = 1 << 8;
pub(super) const UNIT: u32 = 1 << 9;
/// Says "none", and what may stand around it in an answer that says nothing else.
const NONE: u32 = 1 << 10;
const NONE_FILL: u32 = 1 << 11;
/// Says neither what nor that there is nothing, and what may stand around it.
const VAGUE: u32 = 1 << 12;
const VAGUE_FILL: u32 = 1 << 13;

/// What a whole answer is, names apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    None,
    Vague,
    Text,
}

pub(super) fn whole(text: &str, words: &Words, vocabulary: &Vocabulary, seen: &Seen) -> Whole {
    if words.list.is_empty() {
        // A dash is an answer; a blank, a full stop or a smile is not.
        let dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2205}');
        let dashes = text.contains(dash) && text.chars().all(|c| dash(c) || c.is_whitespace());
        return if dashes { Whole::None } else { Whole::Vague };
    }
    let (mut none, mut none_only, mut vague, mut vague_only) = (false, true, false, true);
    for (at, id) in seen.iter().enumerate() {
        let class = match words.at(at) {
            "0" => NONE,
            // "none that I know of", "not to my knowledge"; but "I don't know" says nothing.
            "know" if matches!(words.at(at + 1), "of") => NONE_FILL,
            "my" if matches!(words.at(at + 1), "knowledge") => NONE_FILL,
            _ => vocabulary.class(*id),
        };
        none |= class & NONE != 0;
        none_only &= class & (NONE | NONE_FILL) != 0;
        vague |= class & VAGUE != 0;
        vague_only &= class & (VAGUE | VAGUE_FILL) != 0;
        if !none_only && !vague_only {
            return if is_foreign(words) { Whole::Vague } else { Whole::Text };
        }
    }
    match (none && none_only, vague && vague_only) {
        (true, _) if !text.contains('?') => Whole::None,
        (true, _) | (_, true) => Whole::Vague,
        _ => Whole::Text,
    }
}

/// Most of it is in letters that the lists are not written in.
fn is_foreign(words: &Words) -> bool {
    let letters = || words.list.iter().flat_map(|word| words.text(word).chars());
    !words.is_plain() && letters().filter(|c| !c.is_ascii()).count() * 2 > letters().count()
}

/// Words and the parts they play. Apostrophes are left out.
#[rustfmt::skip]
pub(super) const CLASSES: &[(&str, u32)] = &[
    ("but however although though except besides apart aside instead now currently presently whereas while then so because \
      otherwise still nowadays", BREAK),
    ("and plus n", AND),
    ("or nor", OR),
    ("started starting start starts began begun begin since restarted resumed increased increase added present current \
      currently presently nowadays now today ongoing still continuing continue continues", START),
    ("i im ive id ill me myself", SELF),
    ("to with by", TO),
    ("it them that this in due because last after since about around years year months month weeks week days a few long time \
      taking taken took tried used using started filled anymore more longer on by when for ago before early late at", FILLER),
    ("i ive im id my have has had do did been but then which and was were both all now since recently finally later a few about \
      around in on years year months month weeks week days day by it the only for got me last", SKIP),
    ("a an any the other my these those some his her their", ARTICLE),
    ("mg mcg ug g gm gram grams ml cc iu unit units meq mgs milligram milligrams tablet tablets tab tabs pill pills capsule \
      capsules x times", UNIT),
    ("none na n/a nil nothing no nope nah not zero nada never dont neither havent nowt", NONE),
    ("i am im ive do have had currently current presently at this that the moment present time now right taking take on any \
      anything med meds medication medications medicine medicines drug drugs prescription prescriptions prescribed pill pills \
      regular regularly daily of known knowledge aware to report using use applicable a all really thank thanks you it these \
      for in ever been taken used tried type kind sort whatsoever else is there are other issues today", NONE_FILL),
    ("know sure unsure unknown idk dunno maybe yes yeah yep some several many various lots few remember recall tbd pending \
      multiple ask uncertain varies depends later possibly perhaps forgot forget what which stuff things many numerous lot \
      loads tons usual same private personal confidential unk x xx xxx", VAGUE),
    ("i do dont cant cannot not am im to of them it the a my this that at is are me you name names sure really honestly \
      currently right now time medication medications meds med medicine medicines drugs pills different on take taking have \
      will off hand about lot there for they all what which any if were was", VAGUE_FILL),
    (EVERYDAY, 0),
];

/// Words of intake texts. No misspelling of a name is looked for in them: those in the second half are within reach of one.
/// Words that a telephone writes for a name it does not know ("lyrics", "ultra", "concert") are left out on purpose.
const EVERYDAY: &str = "\
    able about above according active advised after again almost alone also always amount another anxiety anxious \
    appetite around asleep attack attacks away back based because become bed bedtime been before being better \
    between blood body both breakfast breathe breathing came capsule capsules care cause caused chest chronic clinic \
    come condition counselor couple cream daily dental dentist depressed depression diabetes diagnosed dinner \
    disorder doctor doctors dosage dose doses down drink drinking drops during each early eating effect effective \
    effects energy enough even evening every everyday extended extra eyes face fall feel feeling feels felt find \
    fine first flight flights flying followed found four from full gave general generic getting give given goes gone \
    good great gummies half hand headache headaches health heart help helped helpful helping helps high higher home \
    hospital hour hours house husband important improved infusion infusions inhaler injection injections into issues \
    just keep kind late left less life like liquid list little live long longer lost lots lower lowest lunch made \
    mainly make making many mental mild mind migraine migraines minutes monthly mood more morning most mouth move \
    much muscle nasal nausea near neck need needed needs nervous never next night nightly nights normal noon number \
    nurse occasional occasionally often once ones only other over pain panic part partly patch patches people person \
    pharmacy physical place point prescribe prescriber prescribes pressure problem problems program provider \
    psychiatrist quite rarely rather reason recent recently refill release relief same seasonal seen self session \
    sessions severe short should shot shots side sleep sleeping slow small smoke smoking some something sometimes \
    soon spray started stomach stress strong such summer supplement supplements surgery sure symptoms take taken \
    takes taking talk tell than that their them then therapist therapy there these they thing things think this \
    those though three through time times tired today together told took total toward trauma treat treated treatment \
    tried trouble twice under until upset used uses using usually very vitamin wake waking want week weekend \
    weekends weekly weeks weight well went were what when where which while whole will winter with within without \
    work worked working works worse year years \
    abilities ability accept accepted ache adhere agility alleged ambient amend amid anger ascending avid banana \
    bother bothered brigade buff burn burned burns cake camp cane capital cardiac cardinal cardio chase chick choke \
    clan clarified clean clear coach coal coastal coat code codes coding coma combine combined cone concept concepts \
    concern concerned concerns concrete contra contract contrary contrast convert converts cope copes core cores \
    coral cove cover crank crash crime damage damaged date deal dean design designed designs desire desired desires \
    dial distant dorsal drive elderly enable enables feed focal folly forgive forgave free freed goal granite herein \
    ideal ideals integral internal interval intervals jolly lack lead leads leaf leak leap lean learn learned learns \
    lend linked load loan local lone lose loss loud love masculine math mean means meantime meet melt meltdown mend \
    mesh meta moral morals myth named note oral palate parade pirate prolific pride rack rage rash rate reach read \
    real register rest restored restoring result resulted results retain retained retains ring role room said seed \
    seek seem send shock shoots silence silent skin soda sofa space speech spend spending spoke stack stall station \
    step stop tack tape task track train trust vague vale vase verse verses victory weak wear weed weep weld whipped \
    whisper whispers write wrote";

/// Common medicines that are on few lists: known words, so that none is taken for a misspelling of a listed one.
pub(super) const MEDICINES: &str = "\
    acetaminophen acyclovir advair advil albuterol aleve allegra allopurinol amoxicillin aspirin atorvastatin augmentin \
    azithromycin bactrim biotin budesonide calcium celebrex celecoxib cephalexin cetirizine cialis cipro ciprofloxacin \
    claritin colace collagen creatine crestor dexamethasone diclofenac dicyclomine docusate doxycycline dupixent emgality \
    estradiol excedrin ezetimibe famotidine farxiga fexofenadine finasteride fioricet flomax flonase fluticasone folate \
    furosemide gemfibrozil glimepiride glipizide humira humalog hydrocortisone hydroxychloroquine ibuprofen imitrex insulin \
    iron jardiance junel lantus lasix levocetirizine lipitor loratadine magnesium meclizine melatonin meloxicam metformin \
    methotrexate metronidazole miralax mirena mobic montelukast motrin multivitamin naproxen nexium nexplanon niacin \
    nitrofurantoin nurtec omega omeprazole ondansetron pantoprazole penicillin pepcid potassium pravastatin prednisolone \
    prednisone prilosec probiotic probiotics progesterone protonix rizatriptan rosuvastatin senna sildenafil simvastatin \
    singulair sumatriptan symbicort synjardy tadalafil tamsulosin testosterone triamcinolone trimethoprim turmeric tylenol \
    ubrelvy valacyclovir valtrex viagra vitamin vitamins voltaren xyzal zinc zofran zyrtec benadryl";
