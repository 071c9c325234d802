# The command `pairwave`, for machines that check data as it arrives.

command_help <- c(
  "pairwave check STUDY.yml [--format text|github] [--fail-on error|warning|never]",
  "pairwave --version",
  "pairwave --help",
  "",
  "check reads the cohort of a study file and looks for what may be wrong.",
  "Exit status: 0 nothing that fails, 1 findings that fail, 2 it could not be read."
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
  asked <- check_options(args)
  if (is.character(asked)) {
    writeLines(c(asked, "", command_help), stderr())
    return(2L)
  }
  tryCatch(
    {
      found <- suppressWarnings(check_cohort(asked$study))
      write_findings(found, asked$format)
      as.integer(check_fails(found, fail_on = asked$fail_on))
    },
    error = function(e) {
      writeLines(paste0("Error: ", conditionMessage(e)), stderr())
      2L
    }
  )
}

# A list of what was asked, or a sentence on what is wrong with it.
check_options <- function(args) {
  if (args[1] != "check") {
    return(paste0("There is no command \"", args[1], "\"."))
  }
  asked <- list(format = "text")
  choices <- list(format = c("text", "github"),
                  fail_on = c("error", "warning", "never"))
  args <- args[-1]
  while (length(args)) {
    name <- gsub("-", "_", sub("^--", "", args[1]))
    if (!startsWith(args[1], "--")) {
      if (!is.null(asked$study)) return("There must be one study file.")
      asked$study <- args[1]
      args <- args[-1]
    } else if (!name %in% names(choices)) {
      return(paste0("There is no option \"", args[1], "\"."))
    } else if (length(args) < 2 || !args[2] %in% choices[[name]]) {
      return(paste0(args[1], " must be one of ",
                    paste(choices[[name]], collapse = ", "), "."))
    } else {
      asked[[name]] <- args[2]
      args <- args[-(1:2)]
    }
  }
  if (is.null(asked$study)) return("There must be one study file.")
  asked
}

write_findings <- function(found, format) {
  if (format == "text") {
    print(found)
    return(invisible())
  }
  # Annotations of a GitHub workflow; %, CR and LF are escaped as it asks.
  escape <- function(text) {
    text <- gsub("%", "%25", text, fixed = TRUE)
    gsub("\n", "%0A", gsub("\r", "%0D", text, fixed = TRUE), fixed = TRUE)
  }
  where <- vapply(seq_len(nrow(found)), function(i) {
    parts <- c(found$wave[i], found$variable[i])
    paste0(c(parts[!is.na(parts)], ""), collapse = ": ")
  }, "")
  writeLines(paste0("::", found$severity, " title=", found$rule, "::",
                    escape(paste0(where, found$message, "; ", found$remedy))))
}
