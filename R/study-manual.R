# Says what each key of R/study-schema.R means: the study file's manual. The page
# ?study_file and inst/schema/study.schema.json are made from both.

#' The study file
#'
#' `study.yml` describes a study to pairwave: it is read by [read_study()] and
#' [read_cohort()], and drafted by [use_study()]. It is YAML, in UTF-8; every
#' plain word is text (`No`, `on` and `007` stay as they are written). A key that
#' is not listed here is an error that names the nearest one. [study()] takes the
#' same keys in R.
#'
#' File names are followed wherever they lead: absolute paths, `../` and symbolic
#' links as well, for reading and (`decisions`) for writing. Look through a study
#' file that comes from somebody else before you run it.
#'
#' @eval study_file_sections()
#' @section Editors: The folder `schema` of the package holds a JSON schema. An
#'   editor that knows the YAML language server completes and checks keys where
#'   the file begins with the line
#'   `# yaml-language-server: $schema=study.schema.json`, after the path of
#'   `system.file("schema", "study.schema.json", package = "pairwave")`.
#' @name study_file
#' @examples
#' writeLines(readLines(
#'   system.file("extdata", "demo", "study.yml", package = "pairwave")
#' ))
NULL

study_key_texts <- c(
  "version" = "The version of this format.",
  "title" = "A title, for prints and reports.",
  "waves" = "The waves in time order, each under a name of your own.",
  "waves.file" = paste(
    "The export, relative to the study's folder: any file that [read_survey()] reads, workbooks",
    "among them. Every wave needs it, unless the study has `sources`."
  ),
  "waves.source" = paste(
    "The one of `sources` whose table the wave is; the first when left out. See",
    "[engine_cohorts]."
  ),
  "waves.table" = "The table, or a view: `survey.pre` is the table `pre` of the schema `survey`.",
  "waves.order" = paste(
    "The column that says which of a person's records in the table comes first, where people",
    "may have several."
  ),
  "waves.label" = "What to call the wave in tables; its name when left out.",
  "waves.id" = paste(
    "The column with the person's code in this wave's file, where it has another name than",
    "`id: column`; as many as that names."
  ),
  "waves.platform" = paste(
    "The platform that wrote a text file (see [read_survey()]), `none`, or a `.yml` file that",
    "describes another; found from the heading when left out."
  ),
  "waves.key" = paste(
    "The file with the labels of a text file: a key of two columns, a REDCap data dictionary,",
    "an SPSS syntax file, or an export of the same responses as texts."
  ),
  "waves.encoding" = "The encoding of the texts, where the file is wrong about it.",
  "waves.sheet" = paste(
    "The sheet of a workbook (`.xlsx`, `.xls`) that holds the answers: its name, or its number",
    "among all where none is called so; the first that is not hidden when left out."
  ),
  "waves.header" = paste(
    "The line of a text file that holds its heading, the lines where several do (`[2, 3]`), or",
    "`none`; found from the file when left out (see [read_survey()])."
  ),
  "waves.skip" = paste(
    "How many rows of the file to pass over, or `{lines: 2}` for lines at the top of a text",
    "file, before its heading is looked for."
  ),
  "waves.na" = "Texts of a text file that mean no answer; an empty cell and `NA` when left out.",
  "waves.delim" =
    "What stands between the fields of a text file; found from the file when left out.",
  "waves.decimal_mark" = "The decimal mark of a text file; found from the file when left out.",
  "waves.date" =
    "The column that says when a record was completed; the platform's own when left out.",
  "waves.where" = paste(
    "Which rows of the file belong to the wave: columns, each with the value or values (codes",
    "or labels) that it must have; an empty text stands for no value. Waves may so come out of",
    "one file, which is read once. A demographic question that a wave left blank throughout is",
    "filled in from the first row of the same record that has an answer."
  ),
  "waves.rename" = paste(
    "Names that the study uses, each with the column's name in this file, its heading or its",
    "label. Waves that stand side by side in one file (`q1_pre`, `q1_post`) name it twice and",
    "rename their own columns; a row belongs to those waves of which it answers such a column."
  ),
  "waves.choices" = paste(
    "For questions with several answers in one cell: the options by column, where the file",
    "leaves them open; `[]` says that a column has single answers."
  ),
  "sources" = paste(
    "Databases whose tables the waves are, each under a name of your own. They are counted where",
    "they stand; how to connect is for whoever reads the cohort: [read_cohort()] takes the",
    "`connections`."
  ),
  "sources.connections" = paste(
    "The names of the connections to take, which hold some people each: their counts are added",
    "up. The source's own name when left out."
  ),
  "sources.dialect" = "The SQL that the engine speaks; known from the connection when left out.",
  "sources.shard" = paste(
    "The column by which one table is spread over servers, so that each counts its own: a",
    "person has the same in every wave."
  ),
  "sources.timeout" = "How many seconds a statement may take.",
  "sources.moments" = paste(
    "Of scores nothing leaves but sums over at least so many people: [paired_change()] and",
    "[wave_means()] give what follows from them; see [engine_cohorts]."
  ),
  "sources.codes" = paste(
    "Whether codes are compared in their normal form (small letters and digits alone, as those",
    "of files are) or exactly as the column has them."
  ),
  "codebook" = paste(
    "A file that says the labels and user-missing codes of the tables' columns: a survey of the",
    "same columns, such as a `.sav`, or a table with the columns `column`, `value`, `label` and",
    "`missing`."
  ),
  "id" = paste(
    "How records are linked; see [link_waves()]. Left out where the files have no code: each",
    "record is then a person of one wave, and [unpaired_change()] compares the waves as groups."
  ),
  "id.column" = "The column that holds the person's code, or several that make it up.",
  "id.max_edits" = "How many characters near codes may differ in; 0 links exact codes only.",
  "id.elements" = "The lengths of the code's elements, in their order.",
  "id.agree" = "How many elements near codes must agree on.",
  "id.confirm" = "Columns in which near records must not differ, such as sex.",
  "id.leading_zeros" = paste(
    "Whether codes and elements that are numbers are compared with the zeros before them;",
    "with `drop`, `007`, `07` and `7` are one."
  ),
  "id.admissible" = paste(
    "The values that elements of the code may have, by the element's column, or by its number",
    "where `elements` has widths: `{birth_month: 1:12}`. Another value counts as a missing",
    "element in looking for near links, and [check_cohort()] counts it."
  ),
  "id.near" = "Whether near links wait for a review or are made.",
  "id.decisions" = "The file in which [review_links()] keeps what was decided.",
  "id.pseudonymise" =
    "What becomes of the codes once they have linked people; see [read_cohort()].",
  "id.duplicates" = paste(
    "Which record stands for a person who answered a wave more than once; with `none`, no",
    "record does."
  ),
  "exclude" = paste(
    "Rules by which records are set aside as a wave is read, before people are linked. A record",
    "that meets several counts under the first. The cohort's print and [participation()] count",
    "what each set aside."
  ),
  "exclude.reason" = "Why: what [participation()] counts the records under.",
  "exclude.label" = "What to call it in tables; a word for the reason when left out.",
  "exclude.column" = "The column that tells, by the name that the study uses.",
  "exclude.is" = paste(
    "The values (codes or labels) of records that are set aside; an empty text stands for no",
    "value."
  ),
  "exclude.is_not" = paste(
    "The values that a record must have: one with another, or none, is set aside. An attention",
    "item has the answer that was asked for here."
  ),
  "exclude.below" = paste(
    "Records with a smaller number are set aside, such as those who took fewer seconds; one",
    "without a number is kept. Each rule has one of `is`, `is_not`, `below` and `above`."
  ),
  "exclude.above" = "Records with a greater number are set aside; one without a number is kept.",
  "exclude.waves" = "The waves that the rule is for; all when left out.",
  "scales" = "The scales, each under a name of your own; see [score_scale()].",
  "scales.instrument" = paste(
    "A known instrument, which gives label, range, answers, reversed items, score and",
    "`min_items`: `academic_self_efficacy` (Chemers, Hu and Garcia), `asq_cognitive` (Access and",
    "Success Questionnaire, cognitive strategies), `gad7`, `gse` (General Self-Efficacy), `ngse`",
    "(New General Self-Efficacy), `phq9`, `pss10`, `pssm` (Psychological Sense of School",
    "Membership), `rosenberg`, `swemwbs`, `ucla3` or `who5`. Most may be used only as their",
    "licence says: see the file of that name in the folder `instruments`."
  ),
  "scales.label" = "What to call the scale in tables; the instrument's or its name when left out.",
  "scales.items" = "The columns of the items.",
  "scales.range" = "The lowest and the highest possible answer. Needed where items are reversed.",
  "scales.answers" = paste(
    "The texts of the answers from the lowest to the highest. Texts of an export, and codes",
    "whose value labels are these texts, are scored by them, in whatever order an export codes",
    "them; codes without labels stay as they are. Case, blanks and a number in front are put",
    "aside; a text or a label that is not among them is an error. They count from 1, two",
    "answers as 0 and 1, unless `range` says otherwise. Without `answers`, texts that all carry",
    "a number (`5 (very much)`, `Stimme zu - 4`) are scored by it."
  ),
  "scales.reverse" = "Items worded the other way.",
  "scales.score" = paste(
    "Whether the score is the mean of the answered items or their sum; `mean`, or the",
    "instrument's, when left out."
  ),
  "scales.min_items" = paste(
    "How many items must be answered for a score; all, or the instrument's number, when left",
    "out."
  ),
  "scales.better" = paste(
    "Which scores are the better ones: `higher`, `lower` (of depression, stress, loneliness),",
    "or `none`, where a table says higher and lower and nothing of better and worse. The",
    "instrument's, or the good side of `cutoff`, when left out, and `higher` without either.",
    "See [paired_change()], section Direction."
  ),
  "scales.margin" = "The smallest change that matters, on the scale's score; see [persistence()].",
  "scales.reliability" = paste(
    "The reliability that a reliable change is judged by, such as the manual's; alpha of the",
    "earlier wave when left out. See [paired_change()]."
  ),
  "scales.important" = paste(
    "The smallest important difference, on the scale's score: who changed by it or more is",
    "counted."
  ),
  "scales.cutoff" = paste(
    "Where the score stops being a sign of trouble, with `below` or `above`, the good side: who",
    "recovered, improved, stayed or became worse is counted (Jacobson and Truax 1991)."
  ),
  "scales.cutoff.below" = "Scores below this are on the good side.",
  "scales.cutoff.above" = "Scores above this are on the good side.",
  "scales.cutoff.source" = "Where the cut-off comes from.",
  "scales.norm" = paste(
    "In place of a cut-off the scores of people without the trouble, from which it is",
    "computed."
  ),
  "scales.norm.mean" = "Their mean.",
  "scales.norm.sd" = "Their standard deviation.",
  "scales.norm.source" = "Where the norm comes from.",
  "questions" = paste(
    "A list of single questions, such as satisfaction with a session, of one wave or several:",
    "[item_frequencies()] and the report count their answers beside those of scales' items."
  ),
  "questions.column" = "The column; it must be in at least one wave.",
  "questions.label" = "What to call it in tables; the file's own words when left out.",
  "questions.range" = "The lowest and the highest possible answer, where answers are numbers.",
  "questions.answers" = "The texts of the answers from the lowest to the highest, as for a scale.",
  "contrasts" = paste(
    "Which waves are compared: `all` (every two), `next` (each with the one after it), `first`",
    "(each later one with the first), or a list of names such as `pre -> post`. Tables, plots,",
    "the report and the adjustment of p hold these and no other."
  ),
  "primary" = paste(
    "The primary outcome, declared before the data were seen. Its p is not adjusted; the",
    "others are adjusted together and called exploratory."
  ),
  "primary.scale" = "The name of its scale.",
  "primary.contrast" = "The two waves that it compares, as tables name them: `pre -> post`.",
  "demographics" = "A list of questions about the person; see [demographics()].",
  "demographics.column" = "The column, or the set of a question with several answers.",
  "demographics.label" = "What to call it in tables; the column's name when left out.",
  "demographics.undisclosed" =
    "Whether a person could decline to say: the table then has that row, even at 0.",
  "demographics.columns" =
    "The columns of a question with several answers, where the file declares no set.",
  "demographics.counted" = "The values that mean an option was chosen.",
  "demographics.summary" = "Whether answers are counted, or numbers summed up by mean or median.",
  "demographics.bands" = "Where each band of a number starts.",
  "demographics.population" = "People of the population, by level, to compare with.",
  "undisclosed" = "Answers that decline to say.",
  "undisclosed.label" = "What to call them in tables.",
  "undisclosed.codes" = paste(
    "Their codes, or labels. As an answer to a scale's item, outside the scale's range, they",
    "count as missing."
  ),
  "attendance" = "The list of who came.",
  "attendance.file" = "The list, relative to the study's folder.",
  "attendance.sheet" = "The sheet of a workbook; the first that is not hidden when left out.",
  "attendance.id" = "Its columns with the code; those of `id: column` when left out.",
  "attendance.sessions" = "Its columns with 1 for each session that a person came to.",
  "attendance.groups" = "Its columns with 1 for the members of a group, such as a focus group.",
  "attendance.at_least" = "How many sessions make an attender.",
  "attendance.invited" = "How many people were invited.",
  "retrospective" = paste(
    "Waves that a later wave asked again, to be answered as of before, each under a name of",
    "your own; see [response_shift()]. One without `of` is a pretest that was asked in retrospect",
    "alone: a wave of its own out of the rows of the form that asked it, in which the same row is",
    "the same person, with or without `id`."
  ),
  "retrospective.of" = paste(
    "The wave that they stand for; left out where people were asked about the start on a later",
    "form alone."
  ),
  "retrospective.asked_in" = "The later wave whose file has the answers.",
  "retrospective.prefix" =
    "What stands before the name of an item in the name of its column there.",
  "retrospective.suffix" = paste(
    "What stands behind it: with `_then`, the item `q1` is asked again as `q1_then`. One of",
    "the two is needed."
  ),
  "retrospective.label" = "What to call the wave in tables; its name when left out.",
  "codes" = paste(
    "Coded material, such as focus groups or the answers to an open question, each under a name",
    "of your own; see [read_codes()]. People are linked by their code, as records are."
  ),
  "codes.file" = "The project, export or table of codings, relative to the study's folder.",
  "codes.files" =
    "Instead of `file`, one file for each coder: `{Ann: ann.qdpx, Ben: ben.qdpx}`.",
  "codes.label" = "What to call the material in tables; its name when left out.",
  "codes.question" = paste(
    "The column of the `wave` with the answers that were coded: whoever answered it is in the",
    "denominator, coded or not."
  ),
  "codes.wave" =
    "The wave in which it was said; or, in a table that has several, its column with their names.",
  "codes.unit" = "For a table: the column of what was coded, such as a respondent's code.",
  "codes.code" = "For a table: the column, or the columns, of codes.",
  "codes.coder" = "For a table: the column with the name of the coder.",
  "codes.participants" = paste(
    "Who said it. For a project `case`, `speaker` or `source`; for a table the column with the",
    "person's code, that of `unit` when left out."
  ),
  "codes.source" = "For a table: the column of the text that a coding is from.",
  "codes.text" = "For a table: the column with what was coded. It is no part of a cohort.",
  "codes.speaker" = paste(
    "For a project: the pattern of the lines with which a speaker begins, whose first group is",
    "the name: `^(P[0-9]+):`."
  ),
  "codes.key" = "A table of two columns: the participant, then that person's code.",
  "codes.group" = paste(
    "The group of the attendance list who were there: its members are in the denominator,",
    "whether they said something or not."
  ),
  "codes.separator" = "What stands between codes in one cell.",
  "codes.levels" = "What stands between the levels of a code; see [read_codes()].",
  "codes.uncoded" =
    "Whether a coder read what she gave no code, where the file does not say; see [read_codes()].",
  "codes.encoding" = "The encoding of a text file, where it is not found rightly.",
  "codes.transcripts" = paste(
    "The text file of each source, by the source's name: [check_cohort()] finds those that are",
    "not what was coded."
  ),
  "framework" =
    "The codes that could be given; see [framework()]. Those that files define when left out.",
  "framework.file" = "A codebook, project or table, relative to the study's folder.",
  "framework.name" = "Instead of `file`, a framework that comes with pairwave: `social-support`.",
  "framework.of" =
    "The coded material, by its names in `codes`, that it is for; all when left out.",
  "framework.path" = "For a table: its columns of levels, the highest first.",
  "framework.description" = "For a table: the column that describes a code.",
  "framework.complete" = paste(
    "`yes` makes a code that the framework has not an error; else its rows are kept and",
    "[check_cohort()] finds it."
  ),
  "consensus" = "What the coders agreed on.",
  "consensus.coder" = paste(
    "Whose codings the counts use: the name under which the agreed ones stand, `any` for what",
    "any coder gave or `all` for what all who read it gave. Agreement leaves that name out."
  ),
  "themes" = "The theme map that [plot()][pairwave_plots] draws.",
  "themes.of" =
    "The coded material, by its name in `codes`, that it is of, where there are several.",
  "themes.lanes" = paste(
    "One or two lanes by title, each with the labels or paths of its codes, in the order in",
    "which a theme leads to the next."
  ),
  "themes.centre" = "What stands between the lanes, as cause and result of both; a code or not.",
  "themes.outcome" = "What they lead to; a code or not.",
  "quotes" = "How quotes are reviewed and shown; see [review_quotes()] and [quotes()].",
  "quotes.decisions" = "The file, relative to the study's folder, that keeps the decisions.",
  "quotes.attributes" = paste(
    "Columns of `demographics` to show of the person, the most important first, as far as",
    "enough people share them."
  ),
  "quotes.threshold" = "How many people must share what is shown of one, and have the code.",
  "disclosure" = "What results may show of small numbers of people; see [disclosure].",
  "identifying" = paste(
    "What becomes of columns that identify a person (names, e-mail and IP addresses, links) in",
    "a platform's export: `mask` keeps them but prints `<hidden>`, `drop` leaves them out.",
    "Columns of `id: column` stay."
  ),
  "style" = paste(
    "How results are written when they are printed, knitted, described or reported. What",
    "a frame holds stays the same."
  ),
  "style.language" = paste(
    "The language of tables, sentences and pages: `en` English, `de` German, `fr` French,",
    "`es` Spanish, `cy` Welsh, with its decimal comma or point. Labels of waves, scales and",
    "values stay as the study has them."
  ),
  "style.house" = paste(
    "Numbers by the American Psychological Association (2020, section 6.36: no 0 before the",
    "point of p, r and alpha), by JAMA (the AMA Manual of Style, 2020, chapter 19: P to two",
    "decimals from .01, to three below), or plainly (every 0, p to three decimals). Without",
    "it tables are plain and [value()] writes APA's."
  ),
  "style.decimals" = "Decimals by kind of number.",
  "style.decimals.mean" = paste(
    "Of means, SDs and changes; by default as many as show two digits of the smallest SD."
  ),
  "style.decimals.share" = "Of percentages of items and their changes; by default 1.",
  "style.decimals.p" = "Of p; by default 3.",
  "style.order" = "Which comes first, where that is not the order of this file.",
  "style.order.scales" = "Names of scales; others follow.",
  "style.order.demographics" = "Columns of demographics; others follow.",
  "style.words" = paste(
    "Words of your own for those that are printed: the English word and what to say for it,",
    "such as `people: participants`."
  ),
  "checks" = "What [check_cohort()] asks for.",
  "checks.min_linked" = paste(
    "The least share of each wave's records that must be linked; 0.05 when left out, in a",
    "study of more waves than one."
  ),
  "checks.min_records" = "The fewest records that a wave may have.",
  "checks.max_worse" = paste(
    "The largest share of those compared who may have become worse on a scale, by its",
    "direction; not looked at when left out."
  ),
  "checks.previous" = "The study file of the cohort before, to compare with.",
  "checks.rules" = paste(
    "Rules by name: one of [check_cohort()] is given another `severity` or a `share`; any other",
    "name is a rule of your own, with a `column` and what it looks for there."
  ),
  "checks.rules.label" = "What a finding of the rule says, before its count.",
  "checks.rules.severity" = paste(
    "How bad a finding is; that of [check_cohort()], or `warning`, when left out. A note never",
    "fails a check."
  ),
  "checks.rules.share" = paste(
    "The share of a wave's records that must be exceeded for a finding; any record makes one",
    "when left out, or as many as [check_cohort()] says."
  ),
  "checks.rules.column" = "The column that a rule of your own looks at.",
  "checks.rules.is" = "The values (codes or labels) that it counts.",
  "checks.rules.is_not" = "The values that every record should have.",
  "checks.rules.below" = "It counts smaller numbers. It has one of these four.",
  "checks.rules.above" = "It counts greater numbers.",
  "checks.rules.waves" = "The waves that it is for; all when left out.",
  "checks.ignore" = "Rules to leave out.",
  "checks.fail_on" = "Which findings fail a check."
)

# The type of a key, in words.
key_type <- function(spec) {
  span <- function(range) {
    if (is.null(range) || all(is.infinite(range))) ""
    else if (range[1] == range[2]) paste0(", ", range[1])
    else if (is.infinite(range[2])) paste0(", ", range[1], " or more")
    else paste0(", ", range[1], " to ", range[2])
  }
  switch(spec$kind,
    text = "text", texts = "text, or list of texts",
    number = paste0("number", span(spec$range)), whole = paste0("whole number", span(spec$range)),
    wholes = "list of whole numbers", range = "two numbers, low and high",
    rising = "list of rising numbers", counts = "numbers by name",
    flag = "true or false", choice = paste0("`", spec$choices, "`", collapse = ", "),
    items = "list of columns; `gse1:gse10` for a run", mapping = "mapping of columns to texts",
    files = "files by name",
    lanes = "codes by title",
    header = "line, list of lines, or `none`", skip = "whole number, or `{lines: 2, rows: 1}`",
    delim = "one character, or `tab`",
    disclosure = paste0("`", paste(setdiff(disclosure_names(), "threshold"), collapse = "`, `"),
                        "`, or a number such as `{threshold: 5}`"),
    section = "section", named = "sections by name", list = "list of entries"
  )
}

key_default <- function(spec) {
  if (spec$required) return("required")
  if (length(spec$default)) paste0("default `", spec$default, "`") else "optional"
}

# Sections of roxygen text: one of the keys at the top, one of those of each
# section.
study_file_sections <- function() {
  keys <- study_keys()
  line <- function(path, spec) {
    name <- sub("^.*[.]", "", path)
    paste0("* `", name, "` (", key_type(spec), "; ", key_default(spec), "): ",
           study_key_texts[[path]])
  }
  list_keys <- function(path, own) {
    within <- paste0("`", rev(strsplit(path, ".", fixed = TRUE)[[1]]), "`", collapse = " in ")
    c(paste0("@section Keys of ", within, ":"),
      unname(vapply(names(own), function(key) line(paste0(path, ".", key), own[[key]]), "")),
      "",
      unlist(lapply(names(own), function(key) {
        if (!is.null(own[[key]]$keys)) list_keys(paste0(path, ".", key), own[[key]]$keys)
      })))
  }
  top <- vapply(names(keys), function(name) line(name, keys[[name]]), "")
  inner <- Filter(function(name) !is.null(keys[[name]]$keys), names(keys))
  c(
    "@section Keys of the file:", unname(top), "",
    unlist(lapply(inner, function(name) list_keys(name, keys[[name]]$keys)))
  )
}

# The JSON schema as nested lists.
study_json_schema <- function() {
  c(
    list(`$schema` = "http://json-schema.org/draft-07/schema#",
         title = "A study file of the R package pairwave"),
    section_schema(study_keys(), character())
  )
}

section_schema <- function(keys, path) {
  properties <- Map(function(spec, name) {
    place <- c(path, name)
    text <- study_key_texts[[paste(place, collapse = ".")]]
    c(key_schema(spec, place), list(description = gsub("`|\\[|\\(\\)\\]", "", text)))
  }, keys, names(keys))
  required <- names(keys)[vapply(keys, `[[`, NA, "required")]
  c(list(type = "object", properties = properties, additionalProperties = FALSE),
    if (length(required)) list(required = as.list(required)))
}

# Scalars may be written as words, numbers or true and false: all are text to
# the reader.
key_schema <- function(spec, path) {
  scalar <- list(type = list("string", "number", "boolean"))
  listed <- function(items) list(type = "array", items = items)
  one_or_more <- list(anyOf = list(scalar, listed(scalar)))
  switch(spec$kind,
    text = , delim = scalar, texts = one_or_more, items = one_or_more,
    number = , whole = {
      limits <- spec$range[is.finite(spec$range)]
      c(list(type = if (spec$kind == "whole") "integer" else "number"),
        if (length(spec$range)) list(minimum = spec$range[1]),
        if (length(limits) == 2) list(maximum = spec$range[2]))
    },
    wholes = listed(list(type = "integer")), rising = listed(list(type = "number")),
    range = c(listed(list(type = "number")), list(minItems = 2L, maxItems = 2L)),
    counts = list(type = "object"),
    mapping = list(type = "object", additionalProperties = one_or_more),
    files = list(type = "object", additionalProperties = scalar),
    lanes = list(type = "object", additionalProperties = one_or_more, minProperties = 1L,
                 maxProperties = 2L),
    header = list(anyOf = list(list(type = "integer", minimum = 1), list(enum = list("none")),
                               listed(list(type = "integer", minimum = 1)))),
    skip = {
      count <- list(type = "integer", minimum = 0)
      list(anyOf = list(count, list(
        type = "object", additionalProperties = FALSE,
        properties = list(rows = count, lines = count)
      )))
    },
    flag = list(type = list("boolean", "string")), choice = list(enum = as.list(spec$choices)),
    disclosure = list(anyOf = list(
      list(enum = as.list(setdiff(disclosure_names(), "threshold"))),
      list(type = "object", additionalProperties = FALSE, required = list("threshold"),
           properties = list(
             threshold = list(type = "integer", minimum = threshold_range[1],
                              maximum = threshold_range[2]),
             crosstabs = list(enum = list("whole", "gauss"))
           ))
    )),
    section = section_schema(spec$keys, path),
    named = list(type = "object", additionalProperties = section_schema(spec$keys, path)),
    list = listed(section_schema(spec$keys, path))
  )
}
