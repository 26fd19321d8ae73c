//! Words that say little about what a text is about.

/// Words of English and German that hold a sentence together, and those with which people wish for things.
const EMPTY: &str = "\
a about after again all also am an and another any anybody anyone anything are as at away back be because been \
before being both but by can cannot could did do does doing done down each either else etc even ever every \
everybody everyone everything few for from get gets getting give gives go goes going gone got had has have having \
he her here hers him his how however i if in instead into is it its itself just keep let lets like lot made make \
makes making many may me might mine more most much must my myself need needs neither never nice no nobody nor not \
nothing now of off on once one only onto or other others otherwise our ours out over own per please possible put \
quite rather re really same say says see seem seems shall she should since so some somebody someone something still \
such take takes than thank thanks that the their theirs them themselves then there these they thing things this \
those through till to together too under until up upon us use used uses using ve very via want wants was way we well \
were what when where whether which while who whole whom whose why will wish with within without would yes yet you \
your yours able am im ive dont doesnt cant isnt wont didnt currently today always already impossible \
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bitte da damit dann \
das dass dazu dein dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein \
eine einem einen einer eines er es etwas euch fur gegen gerne geht gibt habe haben hat hatte hatten hier ich ihm ihn \
ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem jeden jeder jedes jetzt kann kein keine keinem \
keinen keiner kommt konnen konnte konnten man mehr mein meine meinem meinen meiner mich mir mit mochte mochten muss \
mussen nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit selbst sich sie \
sind so sollen soll sollte sollten sondern trotzdem uber um und uns unser unsere unserem unseren unter viel viele \
vom von vor wann war waren was weil wenn wer werden wie wieder will wir wird wo wollen wunschen wurde wurden zu zum \
zur zwar";

/// Words that nearly every wish and complaint about a product may hold; they count half.
const FAINT: &str = "\
add allow app application better button change changes click client clients colleague colleagues company customer \
customers data day days display feature file files find good hour hours know know list look long minute minutes \
month months new number numbers office open option page people person possibility product program screen seconds \
set setting settings show shows software support system team thing time times tool type user users version view \
week weeks work working year years \
anzeigen app beim daten funktion jahr kunde kunden liste mal minuten monat neu neue neuen produkt programm seite \
software stunden system tag tage version woche zeigen zeit";

/// Both lists, sorted.
pub(super) struct Lists {
    empty: Vec<&'static str>,
    faint: Vec<&'static str>,
}

impl Lists {
    pub(super) fn new() -> Self {
        let sorted = |words: &'static str| {
            let mut words: Vec<&str> = words.split_ascii_whitespace().collect();
            words.sort_unstable();
            words
        };
        Self { empty: sorted(EMPTY), faint: sorted(FAINT) }
    }

    /// What a word counts for: nothing, half, or all of it. It is in lower case and has no accents.
    pub(super) fn share(&self, word: &str) -> f64 {
        match () {
            () if self.empty.binary_search(&word).is_ok() => 0.0,
            () if self.faint.binary_search(&word).is_ok() => 0.5,
            () => 1.0,
        }
    }
}
