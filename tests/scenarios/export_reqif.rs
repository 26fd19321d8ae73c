//! `pm export --format reqif`: the plan for tools for requirements.
//!
//! The schema of ReqIF is not part of this repository; what it asks for is held here: which elements stand in which
//! order, that names are unique and have the right form, and that every reference leads to an element of its kind.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use crate::sandbox::{Output, Sandbox};

const REQIF: &str = "http://www.omg.org/spec/ReqIF/20110401/reqif.xsd";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("pm.yaml", "format: 1\nproduct: {name: Tide}\npeople:\n  ana: {name: Ana Lopez}\n");
    sandbox.write(
        "requirements/REQ-1-deposits.md",
        "---\nid: REQ-1\ntitle: 'Deposits & <fees>'\nstatus: draft\ntype: epic\nowner: ana\ntags: [money, \"=1+1\"]\n\
         related: [DEC-1, OBJ-1.KR1]\nvalue: 3\nquestions:\n  - {id: Q1, text: \"Who\\n\\\"pays\\\"?\", due: 2026-12-04}\n---\n\n\
         ## Problem\n\nSee [the page](https://example.com/a?b&c).\n",
    );
    sandbox.write(
        "requirements/REQ-2-card.md",
        "---\nid: REQ-2\ntitle: By card\nstatus: draft\nparent: REQ-1\ndepends_on: [REQ-1, REQ-1, REQ-9]\n---\n",
    );
    sandbox.write(
        "objectives/OBJ-1-money.md",
        "---\nid: OBJ-1\ntitle: Money\nstatus: draft\nkey_results:\n  - {id: KR1, text: Half of it, target: 50}\n---\n",
    );
    sandbox.write(
        "decisions/DEC-1-provider.md",
        "---\nid: DEC-1\ntitle: Provider\nstatus: made up\ndue: 2026-12-04\nstakes: enormous\n---\n",
    );
    sandbox
}

fn exported(sandbox: &Sandbox, arguments: &[&str]) -> Output {
    let output = sandbox.pm(&[&["export", "--format", "reqif"], arguments].concat());
    assert_eq!(output.code, 0, "{}", output.stderr);
    check(&output.stdout);
    output
}

/// Holds a document against what the schema of ReqIF asks for.
fn check(text: &str) {
    let document = Document::parse(text).expect("well-formed XML");
    let root = document.root_element();
    assert_eq!((root.tag_name().namespace(), root.tag_name().name()), (Some(REQIF), "REQ-IF"));
    let named: BTreeMap<&str, &str> = elements(root)
        .filter_map(|node| Some((node.attribute("IDENTIFIER")?, node.tag_name().name())))
        .collect();
    assert_eq!(
        named.len(),
        elements(root).filter(|node| node.has_attribute("IDENTIFIER")).count(),
        "each name once"
    );
    for (name, element) in &named {
        let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
        let begins = name.starts_with(|first: char| first.is_ascii_alphabetic());
        assert!(begins && name.chars().all(is_sign), "{element} {name}");
    }
    for node in elements(root) {
        let element = node.tag_name().name();
        let children: Vec<&str> =
            node.children().filter(Node::is_element).map(|it| it.tag_name().name()).collect();
        if node.tag_name().namespace() == Some(XHTML) {
            continue;
        }
        if let Some(order) = order(element) {
            let places: Vec<usize> = children
                .iter()
                .map(|child| order.iter().position(|known| known == child).expect("a known element"))
                .collect();
            assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{element}: {children:?}");
        }
        for needed in needed(element) {
            assert!(children.contains(needed), "{element} without {needed}: {children:?}");
        }
        let is_identifiable = node.has_attribute("IDENTIFIER") && element != "REQ-IF-HEADER";
        assert!(!is_identifiable || node.has_attribute("LAST-CHANGE"), "{element}");
        if let Some(referenced) = element.strip_suffix("-REF") {
            let name = node.text().unwrap_or_default();
            assert_eq!(named.get(name).copied(), Some(referenced), "{element} {name}");
        }
        if element.starts_with("ATTRIBUTE-VALUE-") && element != "ATTRIBUTE-VALUE-XHTML" {
            assert_eq!(
                node.has_attribute("THE-VALUE"),
                element != "ATTRIBUTE-VALUE-ENUMERATION",
                "{element}"
            );
        }
        if element == "THE-VALUE" {
            assert_eq!(children, ["div"]);
        }
    }
    each_object_has_what_its_type_defines(root);
}

fn elements<'a, 'd>(root: Node<'a, 'd>) -> impl Iterator<Item = Node<'a, 'd>> {
    root.descendants().filter(Node::is_element)
}

/// The children of an element in the order that the schema wants, where it wants one.
fn order(element: &str) -> Option<&'static [&'static str]> {
    Some(match element {
        "REQ-IF" => &["THE-HEADER", "CORE-CONTENT"],
        "REQ-IF-HEADER" => {
            &["COMMENT", "CREATION-TIME", "REQ-IF-TOOL-ID", "REQ-IF-VERSION", "SOURCE-TOOL-ID", "TITLE"]
        }
        "REQ-IF-CONTENT" => &["DATATYPES", "SPEC-TYPES", "SPEC-OBJECTS", "SPEC-RELATIONS", "SPECIFICATIONS"],
        _ => return None,
    })
}

fn needed(element: &str) -> &'static [&'static str] {
    match element {
        "REQ-IF" => &["THE-HEADER", "CORE-CONTENT"],
        "REQ-IF-HEADER" => &["CREATION-TIME", "REQ-IF-TOOL-ID", "REQ-IF-VERSION", "SOURCE-TOOL-ID", "TITLE"],
        "SPEC-OBJECT" | "SPECIFICATION" => &["TYPE"],
        "SPEC-HIERARCHY" => &["OBJECT"],
        "SPEC-RELATION" => &["TYPE", "SOURCE", "TARGET"],
        "ENUM-VALUE" => &["PROPERTIES"],
        "ATTRIBUTE-VALUE-XHTML" => &["DEFINITION", "THE-VALUE"],
        _ if element.starts_with("ATTRIBUTE-VALUE-") => &["DEFINITION"],
        _ if element.starts_with("ATTRIBUTE-DEFINITION-") && !element.ends_with("-REF") => &["TYPE"],
        _ => &[],
    }
}

/// Each attribute once, each one that the type of the object defines, and each object at one place.
fn each_object_has_what_its_type_defines(root: Node<'_, '_>) {
    let types: BTreeMap<&str, BTreeSet<&str>> = elements(root)
        .filter(|node| node.has_tag_name((REQIF, "SPEC-OBJECT-TYPE")))
        .map(|ty| {
            let attributes = ty.descendants().filter_map(|node| node.attribute("IDENTIFIER")).skip(1);
            (ty.attribute("IDENTIFIER").expect("a name"), attributes.collect())
        })
        .collect();
    let mut objects = BTreeSet::new();
    for object in elements(root).filter(|node| node.has_tag_name((REQIF, "SPEC-OBJECT"))) {
        let text_of = |name: &str| {
            let found = object.descendants().find(|node| node.has_tag_name((REQIF, name)));
            found.and_then(|node| node.text()).unwrap_or_default()
        };
        let defined = &types[text_of("SPEC-OBJECT-TYPE-REF")];
        let mut said = BTreeSet::new();
        let definitions = object.descendants().filter(|node| {
            let name = node.tag_name().name();
            name.starts_with("ATTRIBUTE-DEFINITION-") && name.ends_with("-REF")
        });
        for definition in definitions.filter_map(|node| node.text()) {
            assert!(defined.contains(definition) && said.insert(definition), "{definition}");
        }
        objects.insert(object.attribute("IDENTIFIER").expect("a name"));
    }
    let places: Vec<&str> = elements(root)
        .filter(|node| node.has_tag_name((REQIF, "OBJECT")))
        .filter_map(|node| node.first_element_child()?.text())
        .collect();
    assert_eq!(places.len(), objects.len());
    assert_eq!(places.into_iter().collect::<BTreeSet<_>>(), objects);
}

/// The part of a document between the start and the end of an element.
fn part<'t>(text: &'t str, element: &str) -> &'t str {
    let start = text.find(&format!("      <{element}>")).expect("the element");
    let end = format!("</{element}>\n");
    &text[start..text.find(&end).expect("its end") + end.len()]
}

/// Objects, relations and places in few words.
fn told(text: &str) -> String {
    let document = Document::parse(text).expect("well-formed XML");
    let mut told = String::new();
    for node in elements(document.root_element()) {
        let reference = |name: &str| {
            let found = node.children().find(|child| child.has_tag_name((REQIF, name)));
            found.and_then(|child| child.first_element_child()?.text()).unwrap_or_default()
        };
        match node.tag_name().name() {
            "SPEC-RELATION" => {
                let (source, target) = (reference("SOURCE"), reference("TARGET"));
                told.push_str(&format!("{} {} {target}\n", source, reference("TYPE")));
            }
            "SPECIFICATION" => {
                told.push_str(&format!("{}\n", node.attribute("LONG-NAME").unwrap_or_default()));
            }
            "SPEC-HIERARCHY" => {
                let depth = node.ancestors().filter(|above| above.has_tag_name((REQIF, "CHILDREN"))).count();
                told.push_str(&format!("{}{}\n", "  ".repeat(depth), reference("OBJECT")));
            }
            _ => {}
        }
    }
    told
}

#[test]
fn an_artifact_is_an_object_with_what_it_says() {
    let output = exported(&sandbox(), &["requirement"]);
    insta::assert_snapshot!(part(&output.stdout, "SPEC-OBJECTS"), @r#"
    <SPEC-OBJECTS>
      <SPEC-OBJECT IDENTIFIER="artifact.REQ-1" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="Deposits &amp; &lt;fees&gt;">
        <TYPE>
          <SPEC-OBJECT-TYPE-REF>kind.requirement</SPEC-OBJECT-TYPE-REF>
        </TYPE>
        <VALUES>
          <ATTRIBUTE-VALUE-STRING THE-VALUE="REQ-1">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-STRING-REF>standard.requirement.id</ATTRIBUTE-DEFINITION-STRING-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-STRING>
          <ATTRIBUTE-VALUE-STRING THE-VALUE="Deposits &amp; &lt;fees&gt;">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-STRING-REF>standard.requirement.chapter</ATTRIBUTE-DEFINITION-STRING-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-STRING>
          <ATTRIBUTE-VALUE-XHTML>
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-XHTML-REF>standard.requirement.text</ATTRIBUTE-DEFINITION-XHTML-REF>
            </DEFINITION>
            <THE-VALUE><xhtml:div><xhtml:h2>Problem</xhtml:h2><xhtml:p>See <xhtml:a href="https://example.com/a?b&amp;c">the page</xhtml:a>.</xhtml:p></xhtml:div></THE-VALUE>
          </ATTRIBUTE-VALUE-XHTML>
          <ATTRIBUTE-VALUE-ENUMERATION>
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-ENUMERATION-REF>standard.requirement.status</ATTRIBUTE-DEFINITION-ENUMERATION-REF>
            </DEFINITION>
            <VALUES>
              <ENUM-VALUE-REF>choice.requirement.standard.status.draft</ENUM-VALUE-REF>
            </VALUES>
          </ATTRIBUTE-VALUE-ENUMERATION>
          <ATTRIBUTE-VALUE-ENUMERATION>
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-ENUMERATION-REF>field.requirement.type</ATTRIBUTE-DEFINITION-ENUMERATION-REF>
            </DEFINITION>
            <VALUES>
              <ENUM-VALUE-REF>choice.requirement.field.type.epic</ENUM-VALUE-REF>
            </VALUES>
          </ATTRIBUTE-VALUE-ENUMERATION>
          <ATTRIBUTE-VALUE-REAL THE-VALUE="3">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-REAL-REF>field.requirement.value</ATTRIBUTE-DEFINITION-REAL-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-REAL>
          <ATTRIBUTE-VALUE-STRING THE-VALUE="id: Q1; text: Who&#10;&quot;pays&quot;?; due: 2026-12-04">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-STRING-REF>field.requirement.questions</ATTRIBUTE-DEFINITION-STRING-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-STRING>
          <ATTRIBUTE-VALUE-STRING THE-VALUE="Ana Lopez">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-STRING-REF>field.requirement.owner</ATTRIBUTE-DEFINITION-STRING-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-STRING>
          <ATTRIBUTE-VALUE-STRING THE-VALUE="money&#10;=1+1">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-STRING-REF>field.requirement.tags</ATTRIBUTE-DEFINITION-STRING-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-STRING>
          <ATTRIBUTE-VALUE-STRING THE-VALUE="DEC-1&#10;OBJ-1.KR1">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-STRING-REF>field.requirement.related</ATTRIBUTE-DEFINITION-STRING-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-STRING>
        </VALUES>
      </SPEC-OBJECT>
      <SPEC-OBJECT IDENTIFIER="artifact.REQ-2" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="By card">
        <TYPE>
          <SPEC-OBJECT-TYPE-REF>kind.requirement</SPEC-OBJECT-TYPE-REF>
        </TYPE>
        <VALUES>
          <ATTRIBUTE-VALUE-STRING THE-VALUE="REQ-2">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-STRING-REF>standard.requirement.id</ATTRIBUTE-DEFINITION-STRING-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-STRING>
          <ATTRIBUTE-VALUE-STRING THE-VALUE="By card">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-STRING-REF>standard.requirement.name</ATTRIBUTE-DEFINITION-STRING-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-STRING>
          <ATTRIBUTE-VALUE-ENUMERATION>
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-ENUMERATION-REF>standard.requirement.status</ATTRIBUTE-DEFINITION-ENUMERATION-REF>
            </DEFINITION>
            <VALUES>
              <ENUM-VALUE-REF>choice.requirement.standard.status.draft</ENUM-VALUE-REF>
            </VALUES>
          </ATTRIBUTE-VALUE-ENUMERATION>
          <ATTRIBUTE-VALUE-STRING THE-VALUE="REQ-9">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-STRING-REF>field.requirement.depends_on</ATTRIBUTE-DEFINITION-STRING-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-STRING>
        </VALUES>
      </SPEC-OBJECT>
    </SPEC-OBJECTS>
    "#);
    insta::assert_snapshot!(told(&output.stdout), @r#"
    artifact.REQ-2 relation-type.parent artifact.REQ-1
    artifact.REQ-2 relation-type.depends_on artifact.REQ-1
    Requirements
      artifact.REQ-1
        artifact.REQ-2
    "#);
}

#[test]
fn links_are_relations_and_what_fits_nowhere_is_counted() {
    let output = exported(&sandbox(), &[]);
    insta::assert_snapshot!(told(&output.stdout), @r#"
    artifact.REQ-1 relation-type.related artifact.DEC-1
    artifact.REQ-1 relation-type.related artifact.OBJ-1
    artifact.REQ-2 relation-type.parent artifact.REQ-1
    artifact.REQ-2 relation-type.depends_on artifact.REQ-1
    Requirements
      artifact.REQ-1
        artifact.REQ-2
    Objectives
      artifact.OBJ-1
    Decisions
      artifact.DEC-1
    "#);
    insta::assert_snapshot!(output.stderr, @"note: 2 values left out: they do not fit their fields; `pm check` tells where");
    insta::assert_snapshot!(part(&output.stdout, "SPEC-RELATIONS"), @r#"
    <SPEC-RELATIONS>
      <SPEC-RELATION IDENTIFIER="relation.related.REQ-1.DEC-1" LAST-CHANGE="2026-11-24T00:00:00Z">
        <SOURCE>
          <SPEC-OBJECT-REF>artifact.REQ-1</SPEC-OBJECT-REF>
        </SOURCE>
        <TARGET>
          <SPEC-OBJECT-REF>artifact.DEC-1</SPEC-OBJECT-REF>
        </TARGET>
        <TYPE>
          <SPEC-RELATION-TYPE-REF>relation-type.related</SPEC-RELATION-TYPE-REF>
        </TYPE>
      </SPEC-RELATION>
      <SPEC-RELATION IDENTIFIER="relation.related.REQ-1.OBJ-1.KR1" LAST-CHANGE="2026-11-24T00:00:00Z">
        <SOURCE>
          <SPEC-OBJECT-REF>artifact.REQ-1</SPEC-OBJECT-REF>
        </SOURCE>
        <TARGET>
          <SPEC-OBJECT-REF>artifact.OBJ-1</SPEC-OBJECT-REF>
        </TARGET>
        <TYPE>
          <SPEC-RELATION-TYPE-REF>relation-type.related</SPEC-RELATION-TYPE-REF>
        </TYPE>
        <VALUES>
          <ATTRIBUTE-VALUE-STRING THE-VALUE="KR1">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-STRING-REF>relation-part.related</ATTRIBUTE-DEFINITION-STRING-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-STRING>
        </VALUES>
      </SPEC-RELATION>
      <SPEC-RELATION IDENTIFIER="relation.parent.REQ-2.REQ-1" LAST-CHANGE="2026-11-24T00:00:00Z">
        <SOURCE>
          <SPEC-OBJECT-REF>artifact.REQ-2</SPEC-OBJECT-REF>
        </SOURCE>
        <TARGET>
          <SPEC-OBJECT-REF>artifact.REQ-1</SPEC-OBJECT-REF>
        </TARGET>
        <TYPE>
          <SPEC-RELATION-TYPE-REF>relation-type.parent</SPEC-RELATION-TYPE-REF>
        </TYPE>
      </SPEC-RELATION>
      <SPEC-RELATION IDENTIFIER="relation.depends_on.REQ-2.REQ-1" LAST-CHANGE="2026-11-24T00:00:00Z">
        <SOURCE>
          <SPEC-OBJECT-REF>artifact.REQ-2</SPEC-OBJECT-REF>
        </SOURCE>
        <TARGET>
          <SPEC-OBJECT-REF>artifact.REQ-1</SPEC-OBJECT-REF>
        </TARGET>
        <TYPE>
          <SPEC-RELATION-TYPE-REF>relation-type.depends_on</SPEC-RELATION-TYPE-REF>
        </TYPE>
      </SPEC-RELATION>
    </SPEC-RELATIONS>
    "#);
}

#[test]
fn a_kind_is_a_type_with_its_fields_and_choices() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pm.yaml",
        "format: 1\nkinds:\n  hazard:\n    plural: hazards\n    prefix: HAZ\n    folder: hazards\n    summary: What can go \
         wrong.\n    status: {open: {open: not looked at}, done: {closed: dealt with}}\n    fields:\n      grade: {type: \
         choice, choices: {\"1\": low, very bad: high}, summary: How bad.}\n      seen: {type: list of choice, choices: {a: x, \
         b: y}, summary: Where.}\n      count: {type: integer, summary: How many.}\n      rate: {type: number, summary: How \
         often.}\n      open: {type: boolean, summary: Whether.}\n      found: {type: date, summary: When.}\n      team: \
         {summary: x}\n",
    );
    sandbox.write(
        "hazards/HAZ-1.md",
        "---\nid: HAZ-1\ntitle: Fire\nstatus: open\ngrade: very bad\nseen: [b, a]\ncount: 3\nrate: 0.5\nopen: true\nfound: \
         2026-11-01\n---\n",
    );
    let text = exported(&sandbox, &[]).stdout;
    insta::assert_snapshot!(part(&text, "SPEC-OBJECTS"), @r#"
    <SPEC-OBJECTS>
      <SPEC-OBJECT IDENTIFIER="artifact.HAZ-1" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="Fire">
        <TYPE>
          <SPEC-OBJECT-TYPE-REF>kind.hazard</SPEC-OBJECT-TYPE-REF>
        </TYPE>
        <VALUES>
          <ATTRIBUTE-VALUE-STRING THE-VALUE="HAZ-1">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-STRING-REF>standard.hazard.id</ATTRIBUTE-DEFINITION-STRING-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-STRING>
          <ATTRIBUTE-VALUE-STRING THE-VALUE="Fire">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-STRING-REF>standard.hazard.name</ATTRIBUTE-DEFINITION-STRING-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-STRING>
          <ATTRIBUTE-VALUE-ENUMERATION>
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-ENUMERATION-REF>standard.hazard.status</ATTRIBUTE-DEFINITION-ENUMERATION-REF>
            </DEFINITION>
            <VALUES>
              <ENUM-VALUE-REF>choice.hazard.standard.status.open</ENUM-VALUE-REF>
            </VALUES>
          </ATTRIBUTE-VALUE-ENUMERATION>
          <ATTRIBUTE-VALUE-ENUMERATION>
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-ENUMERATION-REF>field.hazard.grade</ATTRIBUTE-DEFINITION-ENUMERATION-REF>
            </DEFINITION>
            <VALUES>
              <ENUM-VALUE-REF>choice.hazard.field.grade.very..20.bad</ENUM-VALUE-REF>
            </VALUES>
          </ATTRIBUTE-VALUE-ENUMERATION>
          <ATTRIBUTE-VALUE-ENUMERATION>
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-ENUMERATION-REF>field.hazard.seen</ATTRIBUTE-DEFINITION-ENUMERATION-REF>
            </DEFINITION>
            <VALUES>
              <ENUM-VALUE-REF>choice.hazard.field.seen.b</ENUM-VALUE-REF>
              <ENUM-VALUE-REF>choice.hazard.field.seen.a</ENUM-VALUE-REF>
            </VALUES>
          </ATTRIBUTE-VALUE-ENUMERATION>
          <ATTRIBUTE-VALUE-INTEGER THE-VALUE="3">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-INTEGER-REF>field.hazard.count</ATTRIBUTE-DEFINITION-INTEGER-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-INTEGER>
          <ATTRIBUTE-VALUE-REAL THE-VALUE="0.5">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-REAL-REF>field.hazard.rate</ATTRIBUTE-DEFINITION-REAL-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-REAL>
          <ATTRIBUTE-VALUE-BOOLEAN THE-VALUE="true">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-BOOLEAN-REF>field.hazard.open</ATTRIBUTE-DEFINITION-BOOLEAN-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-BOOLEAN>
          <ATTRIBUTE-VALUE-DATE THE-VALUE="2026-11-01T00:00:00">
            <DEFINITION>
              <ATTRIBUTE-DEFINITION-DATE-REF>field.hazard.found</ATTRIBUTE-DEFINITION-DATE-REF>
            </DEFINITION>
          </ATTRIBUTE-VALUE-DATE>
        </VALUES>
      </SPEC-OBJECT>
    </SPEC-OBJECTS>
    "#);
    insta::assert_snapshot!(part(&text, "DATATYPES"), @r#"
    <DATATYPES>
      <DATATYPE-DEFINITION-BOOLEAN IDENTIFIER="datatype.boolean" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="boolean"/>
      <DATATYPE-DEFINITION-DATE IDENTIFIER="datatype.date" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="date"/>
      <DATATYPE-DEFINITION-INTEGER IDENTIFIER="datatype.integer" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="integer" MAX="9223372036854775807" MIN="-9223372036854775808"/>
      <DATATYPE-DEFINITION-REAL IDENTIFIER="datatype.real" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="real" ACCURACY="15" MAX="1.7976931348623157E308" MIN="-1.7976931348623157E308"/>
      <DATATYPE-DEFINITION-STRING IDENTIFIER="datatype.string" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="string" MAX-LENGTH="2147483647"/>
      <DATATYPE-DEFINITION-XHTML IDENTIFIER="datatype.xhtml" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="xhtml"/>
      <DATATYPE-DEFINITION-ENUMERATION IDENTIFIER="choices.hazard.standard.status" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="hazard status">
        <SPECIFIED-VALUES>
          <ENUM-VALUE IDENTIFIER="choice.hazard.standard.status.open" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="open" DESC="not looked at">
            <PROPERTIES>
              <EMBEDDED-VALUE KEY="0" OTHER-CONTENT="open"/>
            </PROPERTIES>
          </ENUM-VALUE>
          <ENUM-VALUE IDENTIFIER="choice.hazard.standard.status.closed" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="closed" DESC="dealt with">
            <PROPERTIES>
              <EMBEDDED-VALUE KEY="1" OTHER-CONTENT="closed"/>
            </PROPERTIES>
          </ENUM-VALUE>
        </SPECIFIED-VALUES>
      </DATATYPE-DEFINITION-ENUMERATION>
      <DATATYPE-DEFINITION-ENUMERATION IDENTIFIER="choices.hazard.field.grade" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="hazard grade">
        <SPECIFIED-VALUES>
          <ENUM-VALUE IDENTIFIER="choice.hazard.field.grade.1" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="1" DESC="low">
            <PROPERTIES>
              <EMBEDDED-VALUE KEY="0" OTHER-CONTENT="1"/>
            </PROPERTIES>
          </ENUM-VALUE>
          <ENUM-VALUE IDENTIFIER="choice.hazard.field.grade.very..20.bad" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="very bad" DESC="high">
            <PROPERTIES>
              <EMBEDDED-VALUE KEY="1" OTHER-CONTENT="very bad"/>
            </PROPERTIES>
          </ENUM-VALUE>
        </SPECIFIED-VALUES>
      </DATATYPE-DEFINITION-ENUMERATION>
      <DATATYPE-DEFINITION-ENUMERATION IDENTIFIER="choices.hazard.field.seen" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="hazard seen">
        <SPECIFIED-VALUES>
          <ENUM-VALUE IDENTIFIER="choice.hazard.field.seen.a" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="a" DESC="x">
            <PROPERTIES>
              <EMBEDDED-VALUE KEY="0" OTHER-CONTENT="a"/>
            </PROPERTIES>
          </ENUM-VALUE>
          <ENUM-VALUE IDENTIFIER="choice.hazard.field.seen.b" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="b" DESC="y">
            <PROPERTIES>
              <EMBEDDED-VALUE KEY="1" OTHER-CONTENT="b"/>
            </PROPERTIES>
          </ENUM-VALUE>
        </SPECIFIED-VALUES>
      </DATATYPE-DEFINITION-ENUMERATION>
      <DATATYPE-DEFINITION-ENUMERATION IDENTIFIER="choices.hazard.field.visibility" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="hazard visibility">
        <SPECIFIED-VALUES>
          <ENUM-VALUE IDENTIFIER="choice.hazard.field.visibility.private" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="private" DESC="named people only, such as customer names and revenue">
            <PROPERTIES>
              <EMBEDDED-VALUE KEY="0" OTHER-CONTENT="private"/>
            </PROPERTIES>
          </ENUM-VALUE>
          <ENUM-VALUE IDENTIFIER="choice.hazard.field.visibility.internal" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="internal" DESC="everyone in the company">
            <PROPERTIES>
              <EMBEDDED-VALUE KEY="1" OTHER-CONTENT="internal"/>
            </PROPERTIES>
          </ENUM-VALUE>
          <ENUM-VALUE IDENTIFIER="choice.hazard.field.visibility.partners" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="partners" DESC="partners and customers under an agreement">
            <PROPERTIES>
              <EMBEDDED-VALUE KEY="2" OTHER-CONTENT="partners"/>
            </PROPERTIES>
          </ENUM-VALUE>
          <ENUM-VALUE IDENTIFIER="choice.hazard.field.visibility.public" LAST-CHANGE="2026-11-24T00:00:00Z" LONG-NAME="public" DESC="anyone">
            <PROPERTIES>
              <EMBEDDED-VALUE KEY="3" OTHER-CONTENT="public"/>
            </PROPERTIES>
          </ENUM-VALUE>
        </SPECIFIED-VALUES>
      </DATATYPE-DEFINITION-ENUMERATION>
    </DATATYPES>
    "#);
}

#[test]
fn both_examples_are_what_the_schema_asks_for() {
    for name in ["halden", "tideline"] {
        let sandbox = Sandbox::of_example(name);
        let output = exported(&sandbox, &[]);
        assert_eq!(output.stderr, "");
        let artifacts = output.stdout.matches("<SPEC-OBJECT ").count();
        let documents = sandbox.pm(&["list", "--format", "csv"]).stdout.lines().count() - 1;
        assert_eq!(artifacts, documents);
        assert_eq!(output.stdout, exported(&sandbox, &[]).stdout);
    }
    let sandbox = Sandbox::of_example("tideline");
    let _ = exported(&sandbox, &["--audience", "executives"]);
    let text = exported(&sandbox, &["--audience", "customers"]).stdout;
    insta::assert_snapshot!(told(&text), @r#"
    artifact.REQ-1 relation-type.release artifact.REL-1
    artifact.REQ-2 relation-type.release artifact.REL-3
    artifact.REQ-3 relation-type.release artifact.REL-4
    artifact.REQ-4 relation-type.release artifact.REL-4
    artifact.REQ-5 relation-type.release artifact.REL-5
    artifact.REQ-7 relation-type.release artifact.REL-5
    artifact.REQ-8 relation-type.release artifact.REL-5
    artifact.REQ-9 relation-type.release artifact.REL-4
    artifact.REQ-13 relation-type.release artifact.REL-2
    artifact.REQ-14 relation-type.release artifact.REL-5
    Requirements
      artifact.REQ-1
      artifact.REQ-2
      artifact.REQ-3
      artifact.REQ-4
      artifact.REQ-5
      artifact.REQ-7
      artifact.REQ-8
      artifact.REQ-9
      artifact.REQ-13
      artifact.REQ-14
    Releases
      artifact.REL-1
      artifact.REL-2
      artifact.REL-3
      artifact.REL-4
      artifact.REL-5
    Initiatives
      artifact.INIT-1
      artifact.INIT-2
      artifact.INIT-3
      artifact.INIT-4
    "#);
}

#[test]
fn a_broken_plan_is_still_a_sound_document() {
    let sandbox = sandbox();
    let requirement = |file: &str, front: &str, body: &str| {
        sandbox.write(
            &format!("requirements/{file}.md"),
            &format!("---\n{front}\nstatus: draft\n---\n\n{body}\n"),
        );
    };
    requirement("REQ-1-again", "id: REQ-1\ntitle: Another one", "Two have one id.");
    requirement("REQ-3-round", "id: REQ-3\ntitle: Round\nparent: REQ-4", "> <!-- a -->");
    requirement("REQ-4-round", "id: REQ-4\ntitle: Round\nparent: REQ-3", "3. a\n4. b");
    requirement("REQ-5-below", "id: REQ-5\ntitle: Below\nparent: REQ-4", "- [x] a\n\n| a |\n|---|");
    requirement("REQ-6-self", "id: REQ-6\ntitle: Self\nparent: REQ-6", "a\u{b}b \u{1b}[31m\u{fffe}");
    requirement(
        "nothing",
        "title: \"Without an id ]]> \\u0007\"\nvalue: many\ntype: [a, b]",
        "<![CDATA[ &nbsp; ]]>",
    );
    let output = exported(&sandbox, &["requirement"]);
    insta::assert_snapshot!(told(&output.stdout), @r#"
    artifact.REQ-3 relation-type.parent artifact.REQ-4
    artifact.REQ-4 relation-type.parent artifact.REQ-3
    artifact.REQ-5 relation-type.parent artifact.REQ-4
    artifact.REQ-6 relation-type.parent artifact.REQ-6
    Requirements
      artifact.requirements..2F.nothing..2E.md
      artifact.REQ-1..20.requirements..2F.REQ-1-again..2E.md
      artifact.REQ-1..20.requirements..2F.REQ-1-deposits..2E.md
      artifact.REQ-2
      artifact.REQ-3
      artifact.REQ-4
        artifact.REQ-5
      artifact.REQ-6
    "#);
    insta::assert_snapshot!(output.stderr, @"note: 2 values left out: they do not fit their fields; `pm check` tells where");
    let _ = exported(&Sandbox::new(), &[]);
}

#[test]
fn names_stay_when_words_change() {
    let sandbox = sandbox();
    let names = |text: &str| -> Vec<String> {
        let document = Document::parse(text).expect("well-formed XML");
        elements(document.root_element())
            .filter_map(|node| node.attribute("IDENTIFIER").map(str::to_owned))
            .collect()
    };
    let before = names(&exported(&sandbox, &[]).stdout);
    let card = sandbox.read("requirements/REQ-2-card.md");
    sandbox.write(
        "requirements/REQ-2-by-phone.md",
        &card.replace("By card", "By phone").replace("draft", "review"),
    );
    std::fs::remove_file(sandbox.path().join("requirements/REQ-2-card.md")).expect("a file");
    assert_eq!(names(&exported(&sandbox, &[]).stdout), before);
}
