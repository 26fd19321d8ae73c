//! Words that customers use for the same thing: `sign in` and `log in`, `speichern` and `save`.
//!
//! General words of software in English and German, none of any trade: what is special in a trade is called by its
//! name in both texts, or is not found.

use std::collections::BTreeMap;

use super::stem::stem;

/// Groups of words of like meaning, one a line.
const GROUPS: &str = "\
alert alarm warn warning warnung warnen
answer reply respond response antwort antworten
app mobile phone smartphone tablet handy iphone android telephone
appointment booking reservation termin buchung reservierung slot
assign assignee responsible zuweisen zustandig
attach attachment document datei dateien file upload hochladen
automatic automatically automate themselves itself selbst automatisch selbsttatig
bill invoice invoicing rechnung
bulk several many multiple mass mehrere select
buy purchase order bestellen bestellung kaufen checkout
calendar ical outlook kalender
camera photo picture image scan foto bild kamera aufnehmen
cancel cancellation revoke stornieren absagen storno
payment pay money deposit prepay zahlung bezahlen geld anzahlung
category categories tag label account kategorie
chat slack teams message channel
colour color farbe farbig
comment remark note kommentar anmerkung
cost costs price expense expenses expensive kosten preis teuer
crash crashes freeze freezes hang hangs quits close closes shut absturz abgesturzt hangt
customise customize configure configuration adjust konfigurieren anpassen einstellen einstellung
cut truncate truncated
dark night black dunkel dunkle nacht
date dates due deadline day datum frist fallig
delete deletion deleted remove removed erase trash bin gone loschen geloscht entfernen papierkorb
delivery deliver ship shipment dispatch lieferung liefern versand
discount rabatt cheaper
download save export herunterladen speichern exportieren
drag move verschieben
duplicate duplicates twice double doubles doppelt duplikat
edit change modify alter amend bearbeiten andern
empty blank leer leere
error mistake bug wrong fault fehler
excel xlsx spreadsheet csv sheet tabelle
expire expires expiry expiration best-before ablaufen ablauf
external outside guest guests contractor gast extern externe
fast quick quickly speed schnell
enter type typing retype input eingeben eintragen erfassen tippen
filter search find searching suche suchen finden
font letters size schrift schriftgrosse
help documentation manual hilfe handbuch anleitung
history earlier previous restore undo undone revert recover version wiederherstellen ruckgangig
holiday vacation leave absence absent urlaub abwesenheit abwesend frei
import migrate migration transfer importieren ubernehmen
integration integrate connect connection connector api interface rest verbinden anbindung schnittstelle
interval repeat recurring recurrent weekly every again wiederkehrend wiederholen
keyboard shortcut shortcuts hotkey hotkeys mouse tastatur tastenkurzel
language languages translate translation translated sprache sprachen ubersetzen ubersetzung
late delay delayed verspatet spat
letter mail email announcement post brief
limit maximum cap restrict grenze begrenzen
log logs output protocol protokoll
login log-in signin sign-in sso single-sign-on anmelden anmeldung einloggen
map geographic position location standort
broken fail fails failed failure kaputt fehlschlag
revenue income profit earn umsatz gewinn
network internet offline connection reception signal wifi wlan netz empfang verbindung
notification notify push message inform reminder remind erinnern erinnerung benachrichtigen benachrichtigung hinweis
parent parents mum mums dad dads father mother eltern
password credential credentials secret secrets token passwort kennwort
permission access right rights role allowed visible authorise authorize berechtigung rechte zugriff rolle
pipeline build builds run job ci
plan schedule planen planung zeitplan
print printer printing paper drucken druck ausdrucken drucker papier
proof signature sign unterschrift unterschreiben
queue line wait waiting schlange warten
read-only readonly look view see lesen ansehen
refund return money-back erstatten erstattung ruckgabe
reminder dunning overdue mahnung mahnen
report overview dashboard statistic statistics evaluation start bericht ubersicht auswertung statistik
retry rerun repeat again nochmal
slow slowly lag laggy sluggish ages load loads loading performance takes wait seconds langsam ladt laden trage ewig
split divide share aufteilen teilen
start trigger launch starten
subscribe feed abonnieren
task card ticket todo issue item aufgabe
template vorlage muster
theme mode design darstellung modus
update upgrade aktualisierung aktualisieren
web online website internet netz
add insert attach append hinzufugen erganzen
advise advice recommend recommendation suggest suggestion propose proposal empfehlen vorschlagen vorschlag
agree accept approve approval confirm confirmation bestatigen genehmigen freigeben freigabe
animal pet dog tier
annual yearly year jahrlich
apartment flat house home building wohnung haus gebaude
archive store keep retain aufbewahren archivieren
arrive arrival come incoming ankommen eintreffen
advance beforehand prior upfront vorab voraus
ask request demand inquiry anfrage fragen
baby toddler child children kid kids pupil pupils son daughter kind kinder
backup autosave save saved sichern sicherung
bicycle bike cycle cycling fahrrad rad
big large huge groß gross grossere
booklet book novel title buch
borrow lend lending loan loans rent rental hire ausleihen leihen verleih mieten
bring carry transport bringen
build create generate make new erstellen anlegen erzeugen
button click press tap knopf taste drucken
call phone telephone ring anruf anrufen telefon
car van vehicle truck auto fahrzeug wagen
cart basket warenkorb korb
check verify validate control inspect inspection examine prufen prufung kontrollieren
choose pick select choice selection auswahlen auswahl wahlen
city town municipality council stadt gemeinde
claim complain complaint beschwerde reklamation
clean wash cleaning reinigen reinigung putzen
clear delete empty reset leeren
clock time hour uhr uhrzeit stunde
collect gather pick-up pickup abholen sammeln
compare comparison difference versus vergleichen vergleich
complete finish finished done abschliessen fertig
compute calculate calculation berechnen rechnen
confuse confusing unclear understand explain explanation unklar verwirrend verstehen erklaren
contract agreement vertrag vereinbarung
copy paste clone duplicate kopieren kopie
corporate company business firm enterprise employer firma unternehmen
crowded full busy voll
damage damaged defect defective broken flat schaden beschadigt mangel defekt
discover notice noticed find
dispute conflict clash konflikt
donate donation gift spenden
draw sketch outline shape polygon border zeichnen
driver courier fahrer
elderly older senior alt
employee employees staff worker workers colleague personnel mitarbeiter personal beschaftigte
end stop finish close quit beenden ende schliessen
event meeting conference assembly versammlung veranstaltung sitzung treffen
exact exactly precise accurate genau
extend extension prolong renew renewal longer verlangern verlangerung
family household parents parent mum dad familie eltern
filter remove reduce reduction suppress entfernen
food meal meals lunch dinner canteen kitchen essen mahlzeit
forbid block prevent ban sperren verhindern
form questionnaire survey sheet formular fragebogen umfrage
free gratis complimentary kostenlos
free unoccupied vacant available availability verfugbar verfugbarkeit
heading title headline name titel uberschrift
hide hidden conceal mask verbergen ausblenden
image picture photo screenshot
improve improvement better optimise optimize verbessern optimieren
income earning salary wage payroll lohn gehalt
interview recording record recorded capture captured aufzeichnen aufnahme aufnehmen
invite invitation einladen einladung
join participate attend teilnehmen beitreten
law legal authority official gesetz behorde amtlich
learn train training course schulung lernen kurs
listener audience reader visitor visitors guest viewer besucher gast
lock locked unlock unlocking bolt schloss sperren
loud quiet quieter volume level loudness noise sound hum buzz laut leise lautstarke gerausch
manual manually hand handwritten paper hand zettel papier
mark grade grades marks score rating note bewertung
measure meter gauge reading readings zahler zahlerstand messen
merge combine join zusammenfuhren verbinden
minor small little tiny klein
monitor watch observe observation uberwachen
morning early rush fruh
mute silent silence stumm
offer quote quotation angebot
organise organize arrange sort order sortieren ordnen anordnen
overcharge charge charged bill billed billing fee fees fine fines gebuhr gebuhren berechnet
owed owe outstanding unpaid overdue arrears ruckstand offen
parcel package box packet paket
park leave station rack return parken abstellen
pass subscription season abonnement abo dauerkarte
pause hold park unterbrechen pause
person participant member user teilnehmer mitglied
portal website site page homepage
previous last former vorherig
private personal privacy confidential privat vertraulich
protect protection secure security schutz sicher sicherheit
profile account konto profil
public publish share shared teilen veroffentlichen freigeben
quality poor terrible bad schlecht qualitat
receipt proof beleg quittung
regular recurring monthly regelmassig monatlich
rename name umbenennen
road street way strasse weg
room hall space raum saal zimmer
score points punkte
self own themselves alone selbst
seat place chair platz sitz
sell sale sales shop store verkaufen verkauf laden
sequence order rank reihenfolge
shrink reduce less
speak spoken speech voice voices said talk speaker sprechen stimme
spell spelling typo typing misspell mistakes schreibweise tippfehler
summary digest summarise zusammenfassung
symbol icon
transcript subtitle subtitles written mitschrift
trip ride rides journey fahrt reise
turn rotate drehen
umlaute accent special-character
unlimited endless infinite unbegrenzt
video remote internet online distance
vote voting poll ballot abstimmung abstimmen
wheelchair accessible accessibility step-free disabled barrierefrei rollstuhl
worker contractor external
zone area region gebiet
";

/// For each stem the groups that it is of.
#[derive(Debug)]
pub(super) struct Meanings(BTreeMap<String, Vec<u16>>);

impl Meanings {
    pub(super) fn new() -> Self {
        let mut groups: BTreeMap<String, Vec<u16>> = BTreeMap::new();
        for (at, line) in (0_u16..).zip(GROUPS.lines()) {
            for word in line.split_ascii_whitespace() {
                let of = groups.entry(stem(word)).or_default();
                if of.last() != Some(&at) {
                    of.push(at);
                }
            }
        }
        Self(groups)
    }

    pub(super) fn of(&self, stem: &str) -> &[u16] {
        self.0.get(stem).map_or(&[], Vec::as_slice)
    }
}
