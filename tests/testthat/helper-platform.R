# The simulated survey as every platform exports it, made by
# data-raw/platform-fixtures.R.
platform_file <- function(...) test_path("fixtures", "platforms", ...)

platforms <- c("jisc", "qualtrics", "limesurvey", "limesurvey-syntax", "redcap",
               "microsoft", "google", "surveymonkey")

# A cohort's people by their code: the scores of each wave and the demographics
# as texts. Every platform must give the same.
people_by_code <- function(cohort) {
  code <- rep(NA_character_, nrow(cohort$people))
  for (wave in names(cohort$surveys)) {
    row <- cohort$people[[wave]]
    column <- cohort$surveys[[wave]][[cohort$study$id$column]]
    code[!is.na(row)] <- as.character(bare_values(column))[row[!is.na(row)]]
  }
  scores <- scores_wide(cohort, "self_efficacy")
  demographics <- lapply(cohort$study$demographics, function(entry) {
    as.character(bare_values(as_label_text(cohort$people[[entry$column]])))
  })
  out <- data.frame(code, pre = scores$pre, post = scores$post,
                    sex = demographics[[1]], year = demographics[[2]])
  out <- out[order(out$code), ]
  rownames(out) <- NULL
  out
}

# What each platform calls the four options of the question "What helped you?".
helped_options <- function(survey) {
  labels <- vapply(survey, function(x) attr(x, "label", exact = TRUE) %||% "", "")
  at <- match(paste("What helped you?:", c("Talks", "Small groups", "Role play", "The food")),
              labels)
  unname(lapply(survey[at], function(x) as.logical(bare_values(x))))
}

text_file <- function(..., name = "export.csv", dir = tempfile()) {
  dir.create(dir, showWarnings = FALSE)
  path <- file.path(dir, name)
  writeBin(charToRaw(enc2utf8(paste0(c(...), "\n", collapse = ""))), path)
  path
}

# A form of an export: the rows that it has above the answers, what it puts into its
# own columns, before a code, an item and a text. `keep` are rows that make the form
# known, `more` what users add.
export_form <- function(..., keep = list("names"), stamp = "%Y-%m-%d %H:%M:%S", id = "%s",
                        more = NULL) {
  list(heads = list(...), keep = keep, stamp = stamp, id = id, more = more)
}

export_forms <- list(
  qualtrics = export_form(
    names = c("StartDate", "EndDate", "ResponseId", "Q1", "Q2", "Q3"),
    question = c("Start Date", "End Date", "Response ID", "Your code?", "How was it?", "Say"),
    import = sprintf("{\"ImportId\":\"%s\"}", c("startDate", "endDate", "_recordId", "QID1", "QID2", "QID3")),
    keep = list("names", c("question", "import")), id = "R_%s"
  ),
  `qualtrics in German` = export_form(
    names = c("StartDate", "EndDate", "ResponseId", "Q1", "Q2", "Q3"),
    question = c("Startdatum", "Enddatum", "Antwort-ID", "Code?", "Wie war es?", "Sonst?"),
    stamp = "%d/%m/%Y %H:%M", id = "R_%s"
  ),
  `qualtrics of old` = export_form(
    names = c("V8", "V9", "V1", "Q1", "Q2", "V10"),
    question = c("StartDate", "EndDate", "ResponseID", "Your code?", "How was it?", "Finished"),
    id = "R_%s"
  ),
  surveymonkey = export_form(
    question = c("Start Date", "End Date", "Respondent ID", "Collector ID", "Your code?", "How was it?", ""),
    option = c("", "", "", "", "Open-Ended Response", "Good", "Other (please specify)"),
    keep = list("question"), stamp = "%m/%d/%Y %I:%M:%S %p", id = "118%s", more = "427"
  ),
  `surveymonkey in German` = export_form(
    question = c("Startdatum", "Enddatum", "Befragten-ID", "Collector-ID", "Code?", "Was half?", "Was half?"),
    option = c("", "", "", "", "Offene Beantwortung", "Tee", "Brot"),
    keep = list("question"), stamp = "%d.%m.%Y %H:%M", id = "118%s", more = "427"
  ),
  redcap = export_form(
    names = c("survey_timestamp", "end_timestamp", "record_id", "redcap_event_name", "q1", "q2", "q3"),
    question = c("Survey Timestamp", "", "Record ID", "Event Name", "Your code?", "How was it?", "Say"),
    more = "base_arm_1"
  ),
  `redcap with labels` = export_form(
    names = c("Survey Timestamp", "End", "Record ID", "Event Name", "Complete?", "How was it?", "Say"),
    more = "Baseline"
  ),
  limesurvey = export_form(
    names = c("startdate", "submitdate", "id", "lastpage", "Q1", "Q2[SQ001]", "Q3"),
    question = c("Date started", "Date submitted", "Response ID", "Last page", "Your code?", "How? [It]", "Say"),
    more = "3"
  ),
  `limesurvey with texts` = export_form(
    names = c("Datum gestartet", "Datum Abgeschickt", "Antwort ID", "Letzte Seite", "Code?", "Wie? [Es]", "Sonst?"),
    stamp = "%d.%m.%Y %H:%M:%S", more = "3"
  ),
  jisc = export_form(
    names = c("StartDate", "CompletionDate", "URN", "Q1", "Q2", "Q3"),
    question = c("Start date", "Completion date", "Unique Response Number", "Your code?", "How was it?", "Say"),
    stamp = "%d/%m/%Y %H:%M", id = "638954-%s"
  ),
  microsoft = export_form(
    names = c("Start time", "Completion time", "ID", "Email", "Your code?", "How was it?", "Say"),
    stamp = "%m/%d/%Y %H:%M:%S", more = "anonymous"
  ),
  google = export_form(
    names = c("Timestamp", "When?", "Number", "Your code?", "How was it?", "Say"),
    stamp = "%Y/%m/%d %I:%M:%S %p CET"
  )
)

# An export of `n` respondents in such a form, with the rows of `heads` only. Each
# respondent's line has a code that nothing else in the file has.
export_lines <- function(form, heads, n, texts, blank) {
  at <- as.POSIXct("2024-05-13 09:30:00", tz = "UTC") + 86400 * seq_len(n)
  stamps <- cbind(format(at, form$stamp), format(at + 300, form$stamp))
  stamps[blank] <- ""
  words <- c("good", "Response", "NA", "start date", "none, really")
  rows <- cbind(stamps, sprintf(form$id, seq_len(n) + 10), form$more,
                sprintf("PERSON%d", seq_len(n)), if (texts) sample(words, n, TRUE) else seq_len(n),
                if (texts) sample(words, n, TRUE) else "")
  quote <- function(x) paste0("\"", gsub("\"", "\"\"", x, fixed = TRUE), "\"", collapse = ",")
  c(vapply(form$heads[heads], quote, ""), apply(rows, 1, quote))
}

# What the reader said about an export.
notes_of <- function(survey) attr(survey, "survey")$notes
