#' Begin a report of your own
#'
#' Writes the document behind [report()] as a file to edit: its sections, chunks
#' and texts, for R Markdown or Quarto.
#'
#' @param path The file to write, ending in `.Rmd` or `.qmd`.
#' @param ... Must be empty.
#' @param study The study file, relative to the document's folder.
#' @param title The title of the document.
#' @param existing What to do with a file that is there already: `"error"`
#'   leaves it, `"replace"` writes it anew.
#' @return `path`, invisibly. Beside it stands `evaluation.css`, the look of its
#'   page.
#' @section Errors: `pairwave_error_argument` when `path` has another ending, its
#'   folder does not exist, or the file is there already; `pairwave_error_write`
#'   where it can't be written.
#' @export
#' @examples
#' folder <- tempfile()
#' dir.create(folder)
#' path <- use_report(file.path(folder, "evaluation.qmd"))
#' writeLines(head(readLines(path), 20))
use_report <- function(path, ..., study = "study.yml", title = "Evaluation",
                       existing = c("error", "replace")) {
  check_dots_empty()
  existing <- match_choice(existing)
  ending <- check_document_path(path, existing)
  skeleton <- readLines(report_skeleton(), encoding = "UTF-8")
  fence <- which(skeleton == "---")[1:2]
  header <- if (ending == "qmd") {
    quarto_header(title, study)
  } else {
    header <- skeleton[seq(fence[1] + 1, fence[2] - 1)]
    title <- yaml_text(escape_markdown(one_line(title)))
    header[startsWith(header, "title:")] <- paste0("title: ", title)
    header[startsWith(header, "  study:")] <- paste0("  study: ", yaml_text(study))
    header
  }
  lines <- c("---", header, "---", skeleton[-seq_len(fence[2])])
  css <- file.path(dirname(path), "evaluation.css")
  if (!file.exists(css)) {
    write_file(readLines(file.path(dirname(report_skeleton()), "evaluation.css"),
                         encoding = "UTF-8"), css)
  }
  write_file(lines, path)
}

check_document_path <- function(path, existing, call = rlang::caller_env()) {
  ending <- if (is_text(path)) tools::file_ext(path) else ""
  if (!ending %in% c("Rmd", "qmd")) {
    abort_pairwave(
      c("{.arg path} must be one file name that ends in {.val .Rmd} or {.val .qmd}.",
        x = "Found {.val {path}}."),
      "argument", call = call
    )
  }
  check_folder_of(path, call = call)
  check_not_there(path, "The document", existing, call = call)
  ending
}

# Quarto asks for the same things by other names.
quarto_header <- function(title, study) {
  c(
    paste0("title: ", yaml_text(escape_markdown(one_line(title)))), "lang: en-GB",
    "engine: knitr", "format:", "  html:", "    theme: none",
    "    css: evaluation.css", "    toc: true", "    embed-resources: true",
    "  docx: default", "  pdf:", "    toc: true", "params:",
    paste0("  study: ", yaml_text(study)), "  date: !expr Sys.Date()", "  by: \"\""
  )
}

# A text as YAML has it between double quotes, which JSON's are. knitr would run
# what stands between backticks, even here.
yaml_text <- function(text) gsub("`", "\\u0060", json_text(text), fixed = TRUE)
