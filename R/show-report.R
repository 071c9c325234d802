#' Knit a cohort into a finished evaluation
#'
#' Fills the R Markdown template that pairwave ships (in RStudio: New File,
#' R Markdown, From Template) with a cohort: in brief, what changed, whether it lasted,
#' who took part, what they said, and how sure one can be. Every statistic, the items, who
#' was lost, what the checks found, the methods with their references, and what the report
#' was made from follow in an appendix, folded on a page. What is said in words follows
#' the rules of [describe()][describe.pairwave_cohort] for a cohort.
#'
#' The report is knitted in a temporary folder and put in place only when it
#' is complete, so a failure leaves an earlier report as it was. The same cohort
#' and date give the same page. Figures need ggplot2; without it they are left
#' out, and a message and the report say so. A section that has nothing to say,
#' such as change in a study of one wave, is left out with its heading.
#'
#' @section Several cohorts, year by year:
#' Of cohorts from [stack_cohorts()] the report tells each as a report of its own would, beside
#' the others in their order: the change, whether it lasted, who took part and how reliable the
#' scales are; and in brief that of all together, by the random effects of [pooled_change()].
#' People are not linked between cohorts, and each is suppressed by itself: no figure is of
#' people of more than one, but for what is pooled of figures that are shown. Items, the
#' answers to single questions and what people said are in each cohort's own report.
#'
#' @section One report for each site or group:
#' With `by`, such as `by = "site"`, each answer has a report of its own: `path` is the first
#' part of its file, so that `"reports/site.html"` gives `"reports/site-Leeds.html"` and so on.
#' It tells the change of the group beside that of everyone, and how many of everyone are in it.
#'
#' All these reports and that of the whole cohort can be published together: each is part of what
#' [paired_change()] by this question and [demographics()] show of the whole, decided at once.
#' Under a threshold a group has no report where few people have a change, or few have none; more
#' groups are left out until those without a report are enough together not to follow from
#' everyone's figures less those of the others, nor any count that demographics() suppresses. These
#' count as one group, and a contrast is shown of all groups or of none. A message says which have
#' none; of a single one under a threshold, that there is one.
#'
#' @param cohort A cohort, from [read_cohort()], or several, from [stack_cohorts()].
#' @param path The file to write. Its ending says what is made: `.html`, a page
#'   that needs nothing else; `.docx`, for Word; `.pdf`, which needs LaTeX; `.pptx`, slides of
#'   what is said in brief and of the figures; or `.xlsx`, a workbook with a sheet for each
#'   table, as [write_result()] makes it. An existing file is replaced.
#' @param ... Must be empty.
#' @param by The column of a demographic of the study, or the name of an attendance group: a
#'   report for each of its answers. `NULL` for one report.
#' @param title The report's title; by default the study's, or "Evaluation".
#' @param date The date that stands under the title; `NULL` for none.
#' @param audience Who is to read it. For `"publication"` counts of fewer than 5 people are
#'   suppressed, and what follows from them, where the study has no disclosure profile of
#'   its own; `"internal"` follows the study alone, and without a profile says on the page
#'   that it is internal.
#' @param author,organisation Who made it, one text or several, and for whom; `NULL` for
#'   neither.
#' @param language The language of the report: `"en"`, `"de"` (German), `"fr"` (French),
#'   `"es"` (Spanish) or `"cy"` (Welsh); `NULL` takes that of the study (`style: language`)
#'   or English. Labels of the study, names of files and titles of works stay as they are.
#' @param logo A picture of the organisation for the head of the report: one file, PNG, JPEG
#'   or (for a page alone) SVG, of at most 1 MB. It becomes part of the report, and is read
#'   aloud as `organisation`.
#' @param sections The sections to have, by the names that [report_sections()] explains, in
#'   the order that a report has them; by default all. `"brief"` alone is a summary of one
#'   page A4. A section for which the study has nothing is left out, which a message says.
#' @param template The house's own look, one file: for `.docx` a Word document, whose styles
#'   the report takes (its caption style included); for `.pptx` a PowerPoint document; for
#'   `.html` a `.css`, read after pairwave's own, or an `.html` that is a pandoc template; for
#'   `.pdf` a `.tex` that is a pandoc template.
#'
#' @return `path`, invisibly; with `by` the paths, by the names of the groups.
#'
#' @section Errors: `pairwave_error_argument` when `cohort` is neither a cohort nor several, `by`
#'   no question of the study, `path`
#'   is not a usable path with one of these endings, `date` is no date, `logo` no such
#'   picture, `template` no file that fits the format, there is no section of a name in
#'   `sections`, the study has nothing for any of them, or the language is not known;
#'   `pairwave_error_missing_package` when rmarkdown, pandoc or LaTeX is not
#'   installed; `pairwave_error_disclosure` where no group `by` has enough people;
#'   `pairwave_error_write` where there is no room for the report or
#'   its place can't be written to.
#' @seealso [use_report()] for a document of your own to go on with.
#' @export
#' @examplesIf rmarkdown::pandoc_available()
#' study <- system.file("extdata", "demo", "study.yml", package = "pairwave")
#' cohort <- read_cohort(study)
#' # In brief, on one page; without `sections` all of it.
#' report(cohort, file.path(tempdir(), "evaluation.html"), sections = "brief")
report <- function(cohort, path, ..., by = NULL, title = study_of(cohort)$title,
                   date = Sys.Date(), audience = c("publication", "internal"),
                   author = NULL, organisation = NULL, language = NULL, logo = NULL,
                   sections = NULL, template = NULL) {
  check_dots_empty()
  stacked <- inherits(cohort, "pairwave_cohorts")
  if (!stacked || !is.null(by)) check_is_cohort(cohort)
  cohort <- cohort_for(cohort, match_choice(audience), language)
  format <- report_format(path)
  spoken <- study_of(cohort)$style$language %||% "en"
  asked <- list(
    format = format, by = report_by(author, organisation), date = report_date(date),
    sections = sections, logo = logo, organisation = organisation, language = spoken,
    title = title %||% text_in("Evaluation", spoken),
    template = report_template(template, format)
  )
  if (!is.null(by)) return(report_by_group(cohort, path, by, asked, environment()))
  if (!is.null(sections)) {
    check_sections(sections, report_sections(cohort))
    say_left_out(cohort, sections)
  }
  make_report(
    path, asked, cohort, study_of(cohort), kind = if (stacked) "cohorts",
    tables = function() {
      if (stacked) cohorts_tables(cohort, sections) else as_sheets(report_tables(cohort, sections))
    },
    call = environment()
  )
}

# A report for each group, and the paths of these by the names of the groups.
report_by_group <- function(cohort, path, by, asked, call) {
  groups <- report_groups(cohort, by, call)
  if (!is.null(asked$sections)) check_sections(asked$sections, group_sections(cohort, by), call)
  if (!length(groups$told)) abort_no_group(by, cohort, call)
  say_groups_left(groups, cohort)
  paths <- group_paths(path, groups$told)
  title <- asked$title
  for (group in groups$told) {
    told <- group_told(cohort, by, group, groups, asked$sections)
    asked$title <- paste0(title, ": ", group)
    make_report(paths[[group]], asked, told, cohort$study, kind = "group",
                tables = function() group_tables(told), call = call)
  }
  invisible(paths)
}

# One report: `told` is what its document is given, by what was asked for.
make_report <- function(path, asked, told, study, kind, tables, call) {
  format <- asked$format
  folder <- tempfile("pairwave-report-")
  dir.create(folder)
  on.exit(unlink(folder, recursive = TRUE))
  logo <- report_logo(asked$logo, asked$organisation, format, folder, call)
  if (format == "workbook") {
    return(write_file(write_tables_workbook(tables(), asked$title), path, call = call))
  }
  check_report_tools(format, call)
  say_without_figures()
  input <- report_document(folder, kind)
  write_in_language(folder, study$style)
  mark <- new_raw_mark()
  crowded <- identical(asked$sections, "brief") && length(study$scales) > most_brief_scales
  look <- report_look(format, asked$title, logo, asked$template, folder, small = crowded,
                      style = study$style)
  look$words <- text_in(c(table = "Table", figure = "Figure"), asked$language)
  made <- with_epoch(asked$date, with_raw_mark(mark, paper = look$table, rmarkdown::render(
    input, output_format = report_output(input, format, look, mark),
    output_file = paste0("report.", report_endings[[format]]),
    params = list(study = told, date = asked$date, by = asked$by, sections = asked$sections),
    envir = new.env(parent = globalenv()),
    quiet = TRUE
  )))
  if (format == "slides") describe_slides(made)
  if (format == "html" && !identical(file_ending(asked$template %||% ""), "html")) lean_page(made)
  write_file(whole_bytes(made, path, call), path, call = call)
}

# Cells without the looks that the report's own style gives them, which are a third of a
# large page. No text has a tag: in texts `<` is written otherwise.
lean_page <- function(path) {
  page <- readBin(path, "raw", file.size(path))
  page <- rawToChar(page)
  Encoding(page) <- "bytes"
  looks <- c(
    "<td style=\"text-align: right;\">" = "<td>",
    "<th scope=\"row\" style=\"text-align: left; font-weight: normal;\">" = "<th scope=\"row\">"
  )
  for (one in names(looks)) page <- gsub(one, looks[[one]], page, fixed = TRUE, useBytes = TRUE)
  writeBin(charToRaw(page), path)
}

# The document behind a report with its look, in a folder of its own: that of a cohort, or
# the beginning of it and what is told of another `kind`.
report_document <- function(folder, kind = NULL) {
  skeleton <- report_skeleton()
  file.copy(list.files(dirname(skeleton), full.names = TRUE), folder)
  document <- file.path(folder, basename(skeleton))
  if (!is.null(kind)) {
    lines <- readLines(skeleton, encoding = "UTF-8")
    # What makes tables and figures is the same.
    begins <- lines[seq_len(which(lines == "```")[1])]
    told <- system.file("rmarkdown", "reports", paste0(kind, ".Rmd"), package = "pairwave",
                        mustWork = TRUE)
    writeLines(enc2utf8(c(begins, readLines(told, encoding = "UTF-8"))), document,
               useBytes = TRUE)
  }
  document
}

# Codings whose framework, a result of its own, is shown in the style of the study.
spoken_codes <- function(codes, cohort) {
  attr(codes, "framework") <- with_style_of(attr(codes, "framework"), cohort)
  codes
}

# What is said in brief of more scales stands on one page in smaller letters.
most_brief_scales <- 6

# What a report looks like: its title as a text, its logo, the house's template; on paper the
# writer of its tables too, and what Word takes its styles from.
report_look <- function(format, title, logo, template, folder, small = FALSE, style = NULL) {
  look <- list(title = title, logo = logo, template = template, small = small)
  if (format == "word") {
    look$reference <- word_reference(folder, template, small)
    styles <- word_style_ids(look$reference)
    look$caption <- styles$caption
    look$table <- function(table) {
      local_style(style)
      word_report_table(table, styles)
    }
  }
  if (format == "pdf") look$table <- function(table) {
    local_style(style)
    latex_report_table(table)
  }
  # Slides have figures alone.
  if (format == "slides") look$table <- function(table) character()
  look
}

# The profile of a publication, where the study has none.
publication_threshold <- 5

cohort_for <- function(cohort, audience, language = NULL) {
  if (inherits(cohort, "pairwave_cohorts")) {
    cohort[] <- lapply(unclass(cohort), cohort_for, audience, language)
    return(cohort)
  }
  if (audience == "publication" && identical(cohort$study$disclosure, "none")) {
    cohort$study$disclosure <- list(threshold = publication_threshold)
  }
  cohort$study["style"] <- list(style_in(cohort$study$style, language))
  if (length(cohort$codes)) cohort$codes[] <- lapply(cohort$codes, spoken_codes, cohort = cohort)
  cohort
}

# Who made it and for whom, as Markdown of one line.
report_by <- function(author, organisation, call = rlang::caller_env()) {
  for (name in c("author", "organisation")) {
    given <- get(name)
    if (is.null(given) || (is.character(given) && !anyNA(given))) next
    abort_pairwave(
      c("{.arg {name}} must be one text or several, or NULL.",
        x = "It is {.obj_type_friendly {given}}."),
      topic = "argument", call = call
    )
  }
  said <- c(if (length(author)) and_words(author), organisation)
  paste(escape_markdown(one_line(said)), collapse = ", ")
}

report_endings <- c(html = "html", word = "docx", pdf = "pdf", slides = "pptx",
                    workbook = "xlsx")

report_skeleton <- function() {
  system.file("rmarkdown", "templates", "evaluation", "skeleton", "skeleton.Rmd",
              package = "pairwave", mustWork = TRUE)
}

# Word and PDF carry a time of their own, which pandoc and LaTeX take from the
# environment where it is set: the day that the report states.
with_epoch <- function(date, code) {
  seconds <- as.numeric(as.POSIXct(format(date), tz = "UTC"))
  given <- Sys.getenv("SOURCE_DATE_EPOCH", NA)
  if (is.na(given) && !is.na(seconds)) {
    Sys.setenv(SOURCE_DATE_EPOCH = format(seconds, scientific = FALSE))
    on.exit(Sys.unsetenv("SOURCE_DATE_EPOCH"))
  }
  force(code)
}

# "html", "word", "pdf", "slides" or "workbook", by the ending of a path in a folder that exists.
report_format <- function(path, call = rlang::caller_env()) {
  ending <- if (is_text(path)) file_ending(path) else ""
  ending <- sub("^htm$", "html", ending)
  if (!ending %in% report_endings) {
    abort_pairwave(
      c("{.arg path} must be one file name that ends in
         {.or {.val {paste0('.', report_endings)}}}.",
        x = "Found {.val {path}}."),
      topic = "argument", call = call
    )
  }
  check_folder_of(path, call = call)
  names(report_endings)[match(ending, report_endings)]
}

report_date <- function(date, call = rlang::caller_env()) {
  if (is.null(date)) {
    return(as.Date(NA))
  }
  read <- tryCatch(as.Date(date), error = function(e) NULL)
  if (length(read) != 1 || is.na(read)) {
    abort_pairwave(
      c("{.arg date} must be one date, such as {.val 2019-07-31}, or NULL.",
        x = "It is {.val {date}}."),
      topic = "argument", call = call
    )
  }
  read
}

# The report says so too.
say_without_figures <- function() {
  if (requireNamespace("ggplot2", quietly = TRUE)) return(invisible())
  inform_pairwave(
    c("The report has no figures.",
      x = "They are drawn by the package {.pkg ggplot2}, which is not in this R library.",
      i = "Run {.code install.packages(\"ggplot2\")} and make the report again."),
    "figures"
  )
}

check_report_tools <- function(format, call = rlang::caller_env()) {
  need_package("rmarkdown", "to knit a report", call = call)
  if (!"convert_fun" %in% names(formals(rmarkdown::pandoc_options))) {
    abort_pairwave(
      c("A report needs a newer version of the package {.pkg rmarkdown}.",
        i = "Run {.code install.packages(\"rmarkdown\")} and try again."),
      topic = "missing_package", call = call
    )
  }
  if (!rmarkdown::pandoc_available()) {
    abort_pairwave(
      c("A report needs pandoc, which turns the text into a page.",
        i = "RStudio brings it along; elsewhere install the {.pkg pandoc}
             program of your system."),
      topic = "missing_package", call = call
    )
  }
  if (format == "pdf" && !nzchar(latex_engine())) {
    abort_pairwave(
      c("A report as PDF needs LaTeX, as XeLaTeX or LuaLaTeX.",
        x = "There is no program {.pkg xelatex} and no {.pkg lualatex}.",
        i = "Run {.code tinytex::install_tinytex()}, or install {.pkg texlive-xetex} and
             {.pkg texlive-latex-recommended} on Debian or Ubuntu.",
        i = "Or write {.val .html} or {.val .docx}, which need no LaTeX."),
      topic = "missing_package", call = call
    )
  }
}
