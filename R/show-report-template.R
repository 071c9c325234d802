# The house's own look of a report: its styles, laid over or in place of pairwave's.

# What a template may be for each format, by its ending.
template_endings <- list(html = c("css", "html"), word = "docx", pdf = "tex", slides = "pptx")

# The whole path of a template that fits the format; NULL for none.
report_template <- function(template, format, call = rlang::caller_env()) {
  if (is.null(template)) return(NULL)
  fits <- template_endings[[format]]
  if (is.null(fits)) {
    abort_pairwave(
      c("{.arg template} must be NULL for a workbook.", x = "A workbook has tables alone."),
      topic = "argument", call = call
    )
  }
  rule <- "{.arg template} must be one file that ends in {.or {.val {paste0('.', fits)}}}
           for this report."
  if (!is_text(template)) {
    abort_pairwave(c(rule, x = "It is {.obj_type_friendly {template}}."), topic = "argument",
                   call = call)
  }
  if (!file_ending(template) %in% fits) {
    abort_pairwave(c(rule, x = "Found {.val {template}}."), topic = "argument", call = call)
  }
  if (!file.exists(template) || dir.exists(template)) {
    abort_pairwave(c(rule, x = "There is no file {.file {template}}."), topic = "argument",
                   call = call)
  }
  if (format %in% c("word", "slides")) check_office_file(template, format, call)
  normalizePath(template)
}

# A document of Word or PowerPoint is an archive with one known part.
check_office_file <- function(template, format, call) {
  part <- c(word = "word/styles.xml", slides = "ppt/presentation.xml")[[format]]
  parts <- tryCatch(utils::unzip(template, list = TRUE)$Name, error = function(e) character(),
                    warning = function(w) character())
  if (part %in% parts) return(invisible())
  program <- c(word = "Word", slides = "PowerPoint")[[format]]
  abort_pairwave(
    c("{.arg template} must be a document of {program}.", x = "{.file {template}} is none."),
    topic = "argument", call = call
  )
}
