//! The functions and macros of the language itself: what each takes, gives and means.
//!
//! Data only: `check` reads the shapes, `evaluate` the meaning, the language page the words. What an
//! environment adds is not here.

use crate::expression::types::Type;

/// One function, or one form of it.
pub(crate) struct Function {
    pub(crate) name: &'static str,
    /// How it is written, for people: `text.contains(part)`.
    pub(crate) written: &'static str,
    /// What it gives, in words.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test holds the language page against it"))]
    pub(crate) documentation: &'static str,
    /// An expression that needs no environment, and its value written as a literal.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "a test holds it true, and the language page against it")
    )]
    pub(crate) example: (&'static str, &'static str),
    pub(super) receiver: Option<Shape>,
    pub(super) parameters: &'static [Shape],
    /// How many parameters, from the end, may be left out.
    pub(super) optional: usize,
    pub(super) gives: Gives,
    pub(super) meaning: Meaning,
}

/// What a receiver or an argument may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    Text,
    /// Text written in the expression itself.
    Literal,
    Integer,
    Number,
    Date,
    Period,
    Scalar,
    /// Text, a list or a map.
    Sized,
    /// A list of numbers, dates or days.
    OrderedList,
    /// A list of numbers or of days.
    Addends,
    ScalarList,
    /// Any number of arguments, at least one: numbers, dates or numbers of days.
    Several,
    /// A list or a map, for macros.
    Items,
    Anything,
}

/// The type of a result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gives {
    Bool,
    Integer,
    Number,
    Text,
    Texts,
    Date,
    Days,
    /// A whole number, or with digits a number.
    Rounded,
    /// What the arguments are, or the elements of the receiver.
    Same,
    /// The macro says.
    Macro,
}

/// What is computed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    Has,
    Each(Each),
    Size,
    Contains,
    StartsWith,
    EndsWith,
    Matches,
    LowerAscii,
    UpperAscii,
    Trim,
    Split,
    Join,
    Replace,
    ToInteger,
    ToNumber,
    ToText,
    ToDate,
    Days,
    Weeks,
    Duration,
    Least,
    Greatest,
    Sum,
    Absolute,
    Ceiling,
    Floor,
    Round,
    Year,
    Month,
    Day,
    First,
    Last,
}

/// The macros over a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Each {
    Exists,
    All,
    ExistsOne,
    Filter,
    Map,
}

/// CEL's names under `math.`, and what they are called here.
pub(super) const MATH: [(&str, &str); 6] = [
    ("abs", "abs"),
    ("ceil", "ceil"),
    ("floor", "floor"),
    ("greatest", "max"),
    ("least", "min"),
    ("round", "round"),
];

impl Shape {
    pub(super) fn accepts(self, of: &Type) -> bool {
        if of.is_open() {
            return true;
        }
        let element =
            |test: fn(&Type) -> bool| matches!(of, Type::List(element) if element.is_open() || test(element));
        match self {
            Self::Text | Self::Literal => of.is_text(),
            Self::Integer => *of == Type::Integer,
            Self::Number => of.is_number(),
            Self::Date => *of == Type::Date,
            Self::Period => matches!(of, Type::Date | Type::Period),
            Self::Several => is_ordered(of),
            Self::Scalar => !matches!(of, Type::List(_) | Type::Map(_)),
            Self::Sized => of.is_text() || matches!(of, Type::List(_) | Type::Map(_)),
            Self::OrderedList => element(is_ordered),
            Self::Addends => element(|of| of.is_number() || *of == Type::Days),
            Self::ScalarList => element(|of| !matches!(of, Type::List(_) | Type::Map(_))),
            Self::Items => matches!(of, Type::List(_) | Type::Map(_)),
            Self::Anything => true,
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Literal => "text in quotes",
            Self::Integer => "a whole number",
            Self::Number => "a number",
            Self::Date => "a date",
            Self::Period => "a date or a period",
            Self::Several => "a number, a date or a number of days",
            Self::Scalar => "a single value",
            Self::Sized => "text, a list or a map",
            Self::OrderedList => "a list of numbers, dates or days",
            Self::Addends => "a list of numbers or days",
            Self::ScalarList => "a list of single values",
            Self::Items => "a list or a map",
            Self::Anything => "any value",
        }
    }
}

fn is_ordered(of: &Type) -> bool {
    of.is_number() || matches!(of, Type::Date | Type::Days)
}

/// A function with nothing before it: `name(…)`.
const fn global(
    name: &'static str,
    parameters: &'static [Shape],
    gives: Gives,
    meaning: Meaning,
    written: &'static str,
    documentation: &'static str,
    example: (&'static str, &'static str),
) -> Function {
    Function {
        name,
        written,
        documentation,
        example,
        receiver: None,
        parameters,
        optional: 0,
        gives,
        meaning,
    }
}

impl Function {
    /// The same function behind a value: `value.name(…)`.
    const fn on(mut self, receiver: Shape) -> Self {
        self.receiver = Some(receiver);
        self
    }

    const fn optional(mut self, count: usize) -> Self {
        self.optional = count;
        self
    }
}

use Shape::{
    Anything, Integer, Items, Literal, Number, OrderedList, Period, Scalar, ScalarList, Several, Sized, Text,
};

/// All functions, in the order of the language page.
pub(crate) static FUNCTIONS: &[Function] = &[
    global("has", &[Anything], Gives::Bool, Meaning::Has, "has(field)", "whether the field has a value; an empty list or map is none", ("has(null)", "false")),
    global("exists", &[], Gives::Macro, Meaning::Each(Each::Exists), "list.exists(x, condition)", "whether the condition holds for at least one element `x`", ("[1, 2, 3].exists(x, x > 2)", "true")).on(Items),
    global("all", &[], Gives::Macro, Meaning::Each(Each::All), "list.all(x, condition)", "whether the condition holds for every element `x`; true for an empty list", ("[1, 2, 3].all(x, x > 2)", "false")).on(Items),
    global("exists_one", &[], Gives::Macro, Meaning::Each(Each::ExistsOne), "list.exists_one(x, condition)", "whether the condition holds for exactly one element `x`", ("[1, 2, 3].exists_one(x, x > 2)", "true")).on(Items),
    global("filter", &[], Gives::Macro, Meaning::Each(Each::Filter), "list.filter(x, condition)", "the elements for which the condition holds", ("[1, 2, 3].filter(x, x > 1)", "[2, 3]")).on(Items),
    global("map", &[], Gives::Macro, Meaning::Each(Each::Map), "list.map(x, value)", "what each element `x` gives; with a condition between, `list.map(x, condition, value)`, only where it holds", ("[1, 2, 3].map(x, x > 1, x * 10)", "[20, 30]")).on(Items),
    global("size", &[Sized], Gives::Integer, Meaning::Size, "size(value)", "the number of characters of text, or of the elements of a list or map", ("size([4, 5])", "2")),
    global("size", &[], Gives::Integer, Meaning::Size, "value.size()", "the same, behind the value", ("\"zoë\".size()", "3")).on(Sized),
    global("contains", &[Text], Gives::Bool, Meaning::Contains, "text.contains(part)", "whether the part stands somewhere in the text", ("\"roadmap\".contains(\"map\")", "true")).on(Text),
    global("startsWith", &[Text], Gives::Bool, Meaning::StartsWith, "text.startsWith(part)", "whether the text begins with the part", ("\"roadmap\".startsWith(\"road\")", "true")).on(Text),
    global("endsWith", &[Text], Gives::Bool, Meaning::EndsWith, "text.endsWith(part)", "whether the text ends with the part", ("\"roadmap\".endsWith(\"road\")", "false")).on(Text),
    global("matches", &[Text], Gives::Bool, Meaning::Matches, "text.matches(pattern)", "whether the regular expression matches somewhere in the text", ("\"v2.10\".matches(r\"^v\\d+\")", "true")).on(Text),
    global("lowerAscii", &[], Gives::Text, Meaning::LowerAscii, "text.lowerAscii()", "the text with `A` to `Z` made small", ("\"CSV\".lowerAscii()", "\"csv\"")).on(Text),
    global("upperAscii", &[], Gives::Text, Meaning::UpperAscii, "text.upperAscii()", "the text with `a` to `z` made capital", ("\"csv\".upperAscii()", "\"CSV\"")).on(Text),
    global("trim", &[], Gives::Text, Meaning::Trim, "text.trim()", "the text without blanks at both ends", ("\" a b \".trim()", "\"a b\"")).on(Text),
    global("split", &[Text], Gives::Texts, Meaning::Split, "text.split(separator)", "the parts between the separators", ("\"a,b\".split(\",\")", "[\"a\", \"b\"]")).on(Text),
    global("join", &[Text], Gives::Text, Meaning::Join, "list.join(separator)", "the elements as one text; without a separator, directly after each other", ("[\"a\", \"b\"].join(\", \")", "\"a, b\"")).on(ScalarList).optional(1),
    global("replace", &[Text, Text], Gives::Text, Meaning::Replace, "text.replace(old, new)", "the text with every `old` replaced by `new`", ("\"a-b-c\".replace(\"-\", \"_\")", "\"a_b_c\"")).on(Text),
    global("int", &[Scalar], Gives::Integer, Meaning::ToInteger, "int(value)", "a number without its fraction, the number a text holds, or how many days", ("int(7 / 2)", "3")),
    global("double", &[Scalar], Gives::Number, Meaning::ToNumber, "double(value)", "the value as a number: of text, the number it holds", ("double(\"2.5\")", "2.5")),
    global("string", &[Scalar], Gives::Text, Meaning::ToText, "string(value)", "the value as text; a record gives its name", ("string(2.50)", "\"2.5\"")),
    global("date", &[Text], Gives::Date, Meaning::ToDate, "date(text)", "the day that the text names, as in `2026-11-23`", ("date(\"2026-11-23\") + days(8)", "2026-12-01")),
    global("days", &[Integer], Gives::Days, Meaning::Days, "days(number)", "so many days, to add to a date or to compare with the difference of two", ("date(\"2026-03-01\") - date(\"2026-02-01\") == days(28)", "true")),
    global("weeks", &[Integer], Gives::Days, Meaning::Weeks, "weeks(number)", "seven times as many days", ("weeks(2) == days(14)", "true")),
    global("duration", &[Literal], Gives::Days, Meaning::Duration, "duration(text)", "whole days as CEL writes them: `30d`, `2w`, `720h`", ("duration(\"720h\") == days(30)", "true")),
    global("min", &[Several], Gives::Same, Meaning::Least, "min(a, b, …)", "the least of numbers, dates or days; also `math.least`", ("min(3, 1.5)", "1.5")),
    global("min", &[], Gives::Same, Meaning::Least, "list.min()", "the least element; missing where the list is empty", ("[3, 1, 2].min()", "1")).on(OrderedList),
    global("max", &[Several], Gives::Same, Meaning::Greatest, "max(a, b, …)", "the greatest of numbers, dates or days; also `math.greatest`", ("max(3, 1.5)", "3")),
    global("max", &[], Gives::Same, Meaning::Greatest, "list.max()", "the greatest element; missing where the list is empty", ("[3, 1, 2].max()", "3")).on(OrderedList),
    global("sum", &[], Gives::Same, Meaning::Sum, "list.sum()", "the sum of numbers or days; missing where an element is", ("[3, 1.5].sum()", "4.5")).on(Shape::Addends),
    global("abs", &[Number], Gives::Same, Meaning::Absolute, "abs(number)", "the number without its sign; also `math.abs`", ("abs(-3)", "3")),
    global("ceil", &[Number], Gives::Integer, Meaning::Ceiling, "ceil(number)", "the next whole number above; also `math.ceil`", ("ceil(2.1)", "3")),
    global("floor", &[Number], Gives::Integer, Meaning::Floor, "floor(number)", "the next whole number below; also `math.floor`", ("floor(-2.1)", "-3")),
    global("round", &[Number, Integer], Gives::Rounded, Meaning::Round, "round(number, digits)", "the nearest number with so many digits after the point, none where left out; a half goes away from zero; also `math.round`", ("round(2.345, 1)", "2.3")).optional(1),
    global("year", &[], Gives::Integer, Meaning::Year, "date.year()", "the year", ("date(\"2026-11-23\").year()", "2026")).on(Shape::Date),
    global("month", &[], Gives::Integer, Meaning::Month, "date.month()", "the month, from 1 to 12", ("date(\"2026-11-23\").month()", "11")).on(Shape::Date),
    global("day", &[], Gives::Integer, Meaning::Day, "date.day()", "the day of the month, from 1 to 31", ("date(\"2026-11-23\").day()", "23")).on(Shape::Date),
    global("first", &[], Gives::Date, Meaning::First, "period.first()", "the first day of a period; of a date, itself", ("date(\"2026-11-23\").first()", "2026-11-23")).on(Period),
    global("last", &[], Gives::Date, Meaning::Last, "period.last()", "the last day of a period; of a date, itself", ("date(\"2026-11-23\").last()", "2026-11-23")).on(Period),
];
