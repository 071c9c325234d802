#' Draft a study file
#'
#' Looks at the exports of a study and writes a `study.yml` by what it finds,
#' with the reason beside each guess. Read its comments before you use what comes
#' of it: what could not be decided is left as a comment that begins with `TO FILL IN`,
#' and where no column could be the id, waves are compared as groups. What is looked for:
#'
#' * waves, from the dates and words for time in the names of the files, and the
#'   dates of the answers; in REDCap's one file, from the events in which a scale
#'   was answered; in a file with the same questions before and after (`q1_pre`,
#'   `q1_post`), from their names; in a form that asks "Before the course, ..." and
#'   "Now, ..." at once, from their words. More than three waves are compared with the
#'   first;
#' * the column that links people: different for nearly everyone within a wave,
#'   and the same in other waves, under its name or another, which becomes the wave's
#'   `id`; where no column does, several that ask for elements of a code (a letter of
#'   a name, a day of birth). A measurement is never taken; a running number only where it
#'   is called an id. Where codes differ by a slip, `max_edits: 1` puts them on the list of
#'   [review_links()];
#' * scales: three or more columns side by side that are in every wave and are
#'   answered alike. An instrument is known by the words of its items, or by their
#'   number and answers: ten items answered 1 to 4 are taken for the General
#'   Self-Efficacy Scale. Labels are written as `answers`, from the lowest; texts that
#'   carry a number are scored by it. Items that hang together in two groups, and hardly
#'   across them, become two scales; items that clearly go against the rest go to
#'   `reverse`; scales that ask for trouble (stress, loneliness) get `better: lower`. Half
#'   of the items, or as many as an instrument's manual asks for, are needed for a score;
#' * single questions: a rating that every wave asks becomes a scale of one item, others
#'   go to `questions`;
#' * demographics: questions with one of a few answers, asked in one wave or
#'   answered alike by the same person in each; ages in bands;
#' * answers such as "Prefer not to say";
#' * records that a platform marks as previews, and as comments those that were not
#'   finished, took less than a third of the usual time or failed an attention item;
#' * files beside the exports: labels (a key of two columns, `.sps`, a data
#'   dictionary) and a list of attendance.
#'
#' Columns whose names differ between waves are renamed in the draft as in the first
#' wave where their questions are the same, where the names differ in a word for the time
#' only, or where they are as many items with the same answers in the same place.
#'
#' @param files The exports, in any order. Names, where given, are those of the
#'   waves. For a window also a folder, whose files it offers, or a study file, which it opens.
#' @param ... Must be empty.
#' @param path The file to write; `NULL` is `study.yml` beside the first export.
#' @param title The study's title, or `NULL`.
#' @param existing What to do with a file that is there already: `"error"`
#'   leaves it, `"replace"` writes it anew.
#' @param window `TRUE` shows the draft in a window, where each guess can be changed before it
#'   is written; see below.
#' @return The path of the study file, invisibly. What to look at next is a
#'   message. A window gives `NULL` where nothing was saved.
#' @section The window:
#' Without `files` the window lists those of the working directory; R reads the list, and nothing
#' is uploaded. Each decision of the draft is a line with its reason: the title, the waves and
#' their order, the code that links people, the scales with their items, a histogram of the
#' score and their direction, the questions about the person, the answers that count as not
#' given, the records that are set aside. Choosing another changes it; beside it stand at once
#' what comes of it, as [read_cohort()] counts it, and the study file as it grows. `u` takes a
#' change back, `s` saves, `o` opens the cohort once it is saved: first the review of near
#' links, if there are any (see [review_links()]), then [browse()], which writes the report.
#'
#' A study file that is there already, `use_study("study.yml", window = TRUE)`, is
#' opened as it was written. A change alters the value that it is about, in its place; all other
#' lines and all comments stay as they are, to the byte. What stands there in a way that the
#' window can't change (a text over several lines, an anchor) it says, and leaves alone, and so
#' it does the sections that it has no line for. What something else wrote into the file since
#' is not overwritten.
#'
#' Histograms and effects are counts; no code and no answer of anybody is shown. The window is
#' a page of this R session for this machine alone; see "The window" in [review_links()].
#' @section Errors: `pairwave_error_draft` when a file does not exist, none of
#'   them is an export, or the study file is there already; those of [read_survey()];
#'   `pairwave_error_missing_package` and `pairwave_error_argument` where there can be no
#'   window.
#' @seealso [study_file] for every key of the file.
#' @export
#' @examples
#' demo <- system.file("extdata", "demo", package = "pairwave")
#' folder <- tempfile()
#' dir.create(folder)
#' file.copy(list.files(demo, full.names = TRUE), folder)
#' path <- use_study(
#'   file.path(folder, c("pre.sav", "post.csv", "six_month.zsav", "attendance.csv")),
#'   existing = "replace"
#' )
#' writeLines(readLines(path))
#' read_cohort(path)
use_study <- function(files, ..., path = NULL, title = NULL,
                      existing = c("error", "replace"), window = FALSE) {
  check_dots_empty()
  existing <- match_choice(existing)
  if (is_window_wanted(window)) {
    return(use_study_in_window(if (missing(files)) "." else files, path, title, existing))
  }
  if (missing(files)) files <- NULL
  check_draft_arguments(files, path, title)
  path <- path %||% file.path(dirname(files[[1]]), "study.yml")
  check_folder_of(path, "draft")
  check_not_there(path, "The study file", existing,
                  more = ", or name another {.arg path}", topic = "draft")
  draft <- draft_study(files, dirname(path), title)
  write_file(draft_lines(draft), path)
  tell_draft(draft, path)
  invisible(path)
}

# The study in a window, and where it was asked for, what follows: the review of links, and
# the results.
use_study_in_window <- function(files, path, title, existing, call = rlang::caller_env()) {
  start <- start_of_window(files, path, title, existing, call)
  kept <- study_in_window(start, existing, call)
  if (isTRUE(kept$open)) show_study(kept$path)
  invisible(kept$path)
}

# A plan to begin with, or the `folder` whose files are offered.
start_of_window <- function(files, path, title, existing, call) {
  one <- is_text(files)
  if (one && dir.exists(files)) return(list(folder = files, path = path, title = title))
  check_draft_arguments(files, path, title, call)
  if (one && is_study_file(files)) return(list(plan = open_plan(files)))
  path <- path %||% file.path(dirname(files[[1]]), "study.yml")
  check_folder_of(path, "draft", call)
  check_not_there(path, "The study file", existing,
                  more = ", or open it: {.code use_study(\"{path}\", window = TRUE)}",
                  topic = "draft", call = call)
  list(plan = draft_plan(files, path, title, call))
}

is_study_file <- function(file) file_ending(file) %in% c("yml", "yaml")

# What somebody who has no code to type goes on to: the links that are open, then the results.
show_study <- function(path) {
  cohort <- read_cohort(path)
  if (NROW(cohort$links)) {
    found <- links_to_review(cohort)
    review <- review_of_links(found)
    if (anyNA(review$decision)) {
      review_links_in_window(found, review, close = "Close, and show the results")
      cohort <- read_cohort(path)
    }
  }
  browse(cohort)
}
