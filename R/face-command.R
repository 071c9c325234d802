# Runs the command `pairwave`, for machines that check data as it arrives.

command_help <- c(
  "Usage:",
  "  pairwave check STUDY.yml [--format text|json|junit|html|github]",
  "                           [--fail-on error|warning|never] [--output FILE]",
  "                           [--previous STUDY.yml]",
  "  pairwave report STUDY.yml --output FILE",
  "  pairwave codebook FILE [--output FILE]",
  "  pairwave --version",
  "  pairwave --help",
  "",
  "check     reads the cohort of a study file and looks for what may be wrong",
  "report    writes the evaluation of the cohort (.html, .docx or .pdf)",
  "codebook  describes the variables of one export, or of a study's waves",
  "",
  "Exit status: 0 done, and nothing that fails; 1 findings that fail;",
  "2 it could not be read or written, or was asked for in the wrong way."
)

command_options <- list(
  check = c("format", "fail-on", "output", "previous"),
  report = "output",
  codebook = "output"
)

option_choices <- list(
  format = c("text", "json", "junit", "html", "github"),
  `fail-on` = c("error", "warning", "never")
)

# Runs the command; gives its exit status.
run_command <- function(args) {
  if (!length(args) || args[1] %in% c("--help", "-h")) {
    writeLines(command_help)
    return(if (length(args)) 0L else 2L)
  }
  if (args[1] == "--version") {
    writeLines(as.character(utils::packageVersion("pairwave")))
    return(0L)
  }
  asked <- read_command(args)
  if (is.character(asked)) {
    writeLines(c(say_plainly(asked), "", command_help), stderr())
    return(2L)
  }
  tryCatch(
    telling_warnings(switch(args[1],
      check = command_check(asked),
      report = command_report(asked),
      codebook = command_codebook(asked)
    )),
    error = function(e) {
      writeLines(say_plainly(paste0("Error: ", conditionMessage(e))), stderr())
      2L
    }
  )
}

# A warning may say that rows or texts are not what they seem: each goes to the
# standard error, once.
telling_warnings <- function(run) {
  told <- character()
  withCallingHandlers(run, warning = function(w) {
    text <- cli::ansi_strip(conditionMessage(w))
    if (!text %in% told) writeLines(paste0("Warning: ", text), stderr())
    told <<- c(told, text)
    invokeRestart("muffleWarning")
  })
}

command_check <- function(asked) {
  found <- check_cohort(asked$file, previous = asked$previous)
  study <- basename(asked$file)
  fail_on <- asked$`fail-on` %||% attr(found, "fail_on")
  format <- asked$format %||% "text"
  lines <- format_findings(found, format, study, fail_on)
  if (format == "text" && is.null(asked$output)) lines <- say_plainly(lines)
  write_output(lines, asked$output)
  if (format == "github") append_summary(found, study)
  as.integer(check_fails(found, fail_on = fail_on))
}

command_report <- function(asked) {
  report(read_cohort(asked$file), asked$output)
  writeLines(asked$output)
  0L
}

# The codebook in the format that the ending of the file asks for.
command_codebook <- function(asked) {
  study <- grepl("[.]ya?ml$", asked$file, ignore.case = TRUE)
  book <- codebook(if (study) read_cohort(asked$file) else read_survey(asked$file))
  if (is.null(asked$output)) {
    writeLines(say_plainly(write_table(as_print_table(book), "console")))
  } else {
    write_result(book, asked$output)
  }
  0L
}

# Lines for a log that runs what looks like a command of a workflow: a line that
# begins with two colons, or "##[" anywhere. Colours of messages go as well.
say_plainly <- function(lines) {
  text <- only_text(cli::ansi_strip(lines))
  text <- gsub("(^|[\n\r\v\f\u0085\u2028\u2029])(\\s*)::", "\\1\\2| ::", text, perl = TRUE)
  gsub("##[", "## [", text, fixed = TRUE)
}

write_output <- function(lines, path) {
  if (is.null(path)) writeLines(enc2utf8(lines)) else write_file(lines, path)
}

# A list of what was asked, or a sentence on what is wrong with it.
read_command <- function(args) {
  options <- command_options[[args[1]]]
  if (is.null(options)) {
    near <- nearest_names(args[1], names(command_options))
    return(paste0("There is no command \"", args[1], "\".",
                  if (length(near)) paste0(" Did you mean \"", near, "\"?")))
  }
  asked <- list()
  rest <- args[-1]
  while (length(rest)) {
    if (!startsWith(rest[1], "--")) {
      if (!is.null(asked$file)) return("There must be one file.")
      asked$file <- rest[1]
      rest <- rest[-1]
      next
    }
    option <- substring(rest[1], 3)
    wrong <- wrong_option(option, rest[2], options)
    if (!is.null(wrong)) return(wrong)
    asked[[option]] <- rest[2]
    rest <- rest[-(1:2)]
  }
  if (is.null(asked$file)) return("There must be one file.")
  if (args[1] == "report" && is.null(asked$output)) {
    return("--output must say where to write the report.")
  }
  asked
}

wrong_option <- function(option, value, options) {
  if (!option %in% options) {
    return(paste0("There is no option \"--", option, "\" here."))
  }
  choices <- option_choices[[option]]
  if (!is.null(choices) && !value %in% choices) {
    return(paste0("--", option, " must be one of ", paste(choices, collapse = ", "), "."))
  }
  if (is.na(value)) paste0("--", option, " must be followed by a file.")
}
