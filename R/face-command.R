# Runs the command `pairwave`, for machines that check data as it arrives.

command_usage <- list(
  check = c(
    "pairwave check STUDY.yml [--format FORMAT] [--output FILE] ...",
    "                         [--fail-on error|warning|never] [--previous STUDY.yml]"
  ),
  report = "pairwave report STUDY.yml --output FILE",
  codebook = "pairwave codebook FILE [--output FILE]"
)

command_purpose <- c(
  check = "reads the cohort of a study file and looks for what may be wrong",
  report = "writes the evaluation of the cohort as a page, for Word and the like",
  codebook = "describes the variables of one export, or of a study's waves"
)

exit_help <- c(
  "Exit status: 0 done, and nothing that fails; 1 findings that fail;",
  "2 it could not be read or written, or was asked for in the wrong way."
)

command_help <- c(
  "Usage:", paste0("  ", unlist(command_usage, use.names = FALSE)),
  "  pairwave COMMAND --help", "  pairwave --version", "",
  paste(format(names(command_purpose)), command_purpose, sep = "  "), "", exit_help
)

# What `pairwave COMMAND --help` says below the usage.
command_details <- list(
  check = c(
    "--format    text (the default), json, junit, html, markdown, github or gitlab",
    "--output    the file to write; its format is the --format before it, or else the",
    "            one that it ends in: .json, .xml (JUnit), .html, .md, else text.",
    "            Several may be given, and one --format without an --output goes to",
    "            the screen: --format github --format junit --output findings.xml",
    "--fail-on   which findings fail: error, warning (these too) or never; as the",
    "            study file's checks: fail_on says unless given",
    "--previous  the study file of the cohort before, to compare with",
    "",
    "github writes annotations, and a summary to the file that GITHUB_STEP_SUMMARY",
    "names; gitlab writes a report of code quality. No format says what anybody",
    "answered. Where the cohort can't be read, every format says so and why."
  ),
  report = "--output  the file to write, in the format of its ending:",
  codebook = c(
    "FILE      an export, or a study file (.yml) for all of its waves",
    "--output  the file to write; the screen unless given. Its ending says which format:"
  )
)

# The endings that a command's last detail tells of.
command_endings <- function(command) {
  endings <- switch(command, report = report_endings, codebook = result_endings)
  if (length(endings)) paste0("          ", paste0(".", unname(endings), collapse = " "))
}

help_of_command <- function(command) {
  c(paste(c("Usage:", rep("      ", length(command_usage[[command]]) - 1)),
          command_usage[[command]]),
    "", capital(paste0(command, " ", command_purpose[[command]], ".")), "",
    command_details[[command]], command_endings(command), "", exit_help)
}

command_options <- list(
  check = c("format", "fail-on", "output", "previous"),
  report = "output",
  codebook = "output"
)

option_choices <- list(
  format = c("text", "json", "junit", "html", "markdown", "github", "gitlab"),
  `fail-on` = c("error", "warning", "never")
)

# Runs the command; gives its exit status.
run_command <- function(args) {
  if (!length(args) || args[1] %in% c("--help", "-h", "help")) {
    writeLines(command_help)
    return(if (length(args)) 0L else 2L)
  }
  if (args[1] == "--version") {
    writeLines(as.character(utils::packageVersion("pairwave")))
    return(0L)
  }
  if (args[1] %in% names(command_options) && any(args[-1] %in% c("--help", "-h"))) {
    writeLines(help_of_command(args[1]))
    return(0L)
  }
  asked <- read_command(args)
  if (is.character(asked)) {
    more <- if (args[1] %in% names(command_options)) paste0(args[1], " --help") else "--help"
    writeLines(say_plainly(c(asked, paste0("`pairwave ", more, "` says what there is."))),
               stderr())
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
  fail_on <- asked$`fail-on`
  study <- NULL
  found <- tryCatch(
    {
      study <- read_study(asked$file)
      refuse_sources(study, asked$file)
      check_cohort(study, previous = asked$previous)
    },
    error = identity
  )
  if (inherits(found, "error")) {
    message <- cli::ansi_strip(conditionMessage(found))
    writeLines(say_plainly(paste0("Error: ", message)), stderr())
    fail_on <- fail_on %||% study$checks$fail_on %||% "error"
    write_check(asked, function(format) format_unreadable(message, format, asked$file, fail_on))
    return(2L)
  }
  fail_on <- fail_on %||% attr(found, "fail_on")
  places <- finding_places(found, study, asked$file)
  write_check(asked, function(format) {
    format_findings(found, format, asked$file, fail_on, places)
  })
  as.integer(check_fails(found, fail_on = fail_on))
}

# Writes a check in each format that was asked for; `lines` makes those of one.
write_check <- function(asked, lines) {
  for (one in asked$writes) {
    said <- lines(one$format)
    if (one$format == "text" && is.null(one$output)) said <- say_plainly(said)
    write_output(said, one$output)
    if (one$format == "github") append_summary(lines("markdown"))
  }
}

# A command has no connections to give, and a study file that said what to run for them
# would be a program. What a script of R has to say instead is told.
refuse_sources <- function(study, file) {
  if (!has_sources(study)) return(invisible())
  lines <- c(
    paste0("found <- check_cohort(read_cohort(\"", file, "\", connections = list(",
           names(study$sources)[1], " = con)))"),
    "quit(status = check_fails(found))"
  )
  abort_pairwave(
    c("The command {.code pairwave} reads files, and opens no connection to a database.",
      x = "The waves of {.file {file}} are tables of {.val {names(study$sources)[1]}}.",
      i = "Run a script of R that makes the connection {.code con} from what the job keeps
           secret, and ends so:",
      " " = "{.code {lines[1]}}", " " = "{.code {lines[2]}}"),
    "source", call = NULL
  )
}

command_report <- function(asked) {
  report(read_rows(asked$file, "A report"), asked$output)
  writeLines(asked$output)
  0L
}

# The codebook in the format that the ending of the file asks for.
command_codebook <- function(asked) {
  study <- grepl("[.]ya?ml$", asked$file, ignore.case = TRUE)
  book <- codebook(if (study) read_rows(asked$file, "A codebook") else read_survey(asked$file))
  if (is.null(asked$output)) {
    writeLines(say_plainly(write_table(as_print_table(book), "console")))
  } else {
    write_result(book, asked$output)
  }
  0L
}

# The cohort of a study file for what needs rows, which no connection gives.
read_rows <- function(file, what) {
  study <- read_study(file)
  if (has_sources(study)) abort_engine_rows(what, NULL)
  read_cohort(study)
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
  asked <- list(writes = list())
  rest <- part_equals(args[-1])
  while (length(rest)) {
    if (!startsWith(rest[1], "-")) {
      if (!is.null(asked$file)) {
        return(paste0("There must be one file; \"", asked$file, "\" and \"", rest[1],
                      "\" were given."))
      }
      asked$file <- rest[1]
      rest <- rest[-1]
      next
    }
    option <- sub("^--", "", rest[1])
    wrong <- wrong_option(option, rest[2], options)
    if (!is.null(wrong)) return(wrong)
    if (option %in% c("format", "output")) {
      asked$writes <- add_write(asked$writes, option, rest[2])
    } else {
      asked[[option]] <- rest[2]
    }
    rest <- rest[-(1:2)]
  }
  if (is.null(asked$file)) {
    return(paste0("`pairwave ", args[1], "` must be followed by a file: ",
                  if (args[1] == "codebook") "an export or a study file."
                  else "the study file, such as study.yml."))
  }
  finish_command(asked, args[1])
}

# "--format=json" is "--format" and "json".
part_equals <- function(args) {
  named <- startsWith(args, "--") & grepl("=", args, fixed = TRUE)
  parts <- as.list(args)
  parts[named] <- lapply(args[named], function(arg) {
    at <- regexpr("=", arg, fixed = TRUE)
    c(substr(arg, 1, at - 1), substring(arg, at + 1))
  })
  unlist(parts)
}

# An output belongs to the format before it, where that has none yet.
add_write <- function(writes, option, value) {
  last <- length(writes)
  if (option == "output" && last && is.null(writes[[last]]$output)) {
    writes[[last]]$output <- value
    return(writes)
  }
  c(writes, list(stats::setNames(list(value), option)))
}

# What is written where, or a sentence on what is wrong with it.
finish_command <- function(asked, command) {
  if (command != "check") {
    outputs <- unlist(lapply(asked$writes, `[[`, "output"))
    if (length(outputs) > 1) return("There must be one --output.")
    if (command == "report" && !length(outputs)) {
      return("--output must say where to write the report, such as --output evaluation.html.")
    }
    asked$output <- outputs
    return(asked)
  }
  if (!length(asked$writes)) asked$writes <- list(list(format = "text"))
  # Of one file and one format it can't be in doubt which is whose.
  if (identical(lapply(asked$writes, names), list("output", "format"))) {
    asked$writes <- list(c(asked$writes[[1]], asked$writes[[2]]))
  }
  asked$writes <- lapply(asked$writes, function(one) {
    one$format <- one$format %||% format_of_ending(file_ending(one$output))
    one
  })
  to_screen <- vapply(asked$writes, function(one) is.null(one$output), NA)
  if (sum(to_screen) > 1) {
    return("Only one --format can go to the screen: each other needs an --output behind it.")
  }
  asked
}

format_of_ending <- function(ending) {
  switch(ending, json = "json", xml = "junit", html = , htm = "html", md = "markdown", "text")
}

wrong_option <- function(option, value, options) {
  if (!option %in% options) {
    near <- nearest_names(option, options)
    return(paste0("There is no option \"", if (!startsWith(option, "-")) "--", option, "\" here.",
                  if (startsWith(option, "-")) " Options begin with two dashes.",
                  if (length(near)) paste0(" Did you mean \"--", near[1], "\"?")))
  }
  choices <- option_choices[[option]]
  if (!is.null(choices) && !value %in% choices) {
    return(paste0("--", option, " must be one of ", paste(choices, collapse = ", "), "."))
  }
  if (is.na(value) || startsWith(value, "--")) {
    paste0("--", option, " must be followed by a file.")
  }
}
