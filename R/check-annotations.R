# Writes findings for services that show them beside a change: annotations of GitHub,
# GitLab's report of code quality, and the summary of a job.

# The file and the line (NA for none) of each finding, as a repository has them: the
# export of its wave, or the line of the study file that names what it is about.
finding_places <- function(found, study, path) {
  exports <- vapply(study$waves, function(wave) study_path(study$dir, wave$file %||% ""), "")
  in_repository <- vapply(exports, is_within, NA, folder = getwd())
  words <- study_file_words(path)
  in_export <- found$wave %in% names(exports)[in_repository & file.exists(exports)] &
    found$rule != "column_lost"
  line <- vapply(seq_len(nrow(found)), function(i) {
    if (in_export[i]) {
      if (found$rule[i] == "row_ragged") found$setting[i] else NA_real_
    } else {
      line_naming(stats::na.omit(c(found$variable[i], found$wave[i])), words)
    }
  }, 0)
  file <- rep(within_folder(path, getwd()), nrow(found))
  file[in_export] <- vapply(exports[found$wave[in_export]], within_folder, "", folder = getwd())
  data.frame(file = file, line = as.integer(line))
}

# The words that stand in each line of the study file, without its comments.
study_file_words <- function(path) {
  lines <- sub("(^|\\s)#.*$", "", readLines(path, warn = FALSE, encoding = "UTF-8"), perl = TRUE)
  strsplit(lines, "[^\\p{L}\\p{N}._]+", perl = TRUE)
}

# The first line that has the first of `names`, or else the next of them.
line_naming <- function(names, words) {
  for (name in names) {
    at <- which(vapply(words, function(line) name %in% line, NA))
    if (length(at)) return(as.double(at[1]))
  }
  NA_real_
}

# GitHub shows ten annotations of each kind: nine, and how many more there are.
findings_github <- function(found, places) {
  text <- paste0(finding_subjects(found), found$message, "; ", found$remedy)
  unlist(lapply(severities, function(severity) {
    at <- which(found$severity == severity)
    most <- utils::head(at, 9)
    more <- length(at) - length(most)
    called <- github_levels[[severity]]
    c(
      annotation(called, places$file[most], places$line[most], found$rule[most], text[most]),
      if (more) annotation(called, places$file[at[10]], NA, "more", paste0(
        said_of(more, paste("more", severity), paste0("more ", severity, "s")),
        ", listed in the job's summary"
      ))
    )
  }))
}

github_levels <- c(error = "error", warning = "warning", note = "notice")

unreadable_github <- function(message, path) {
  annotation("error", within_folder(path, getwd()), NA, "unreadable",
             paste0("The cohort could not be read.\n", message))
}

annotation <- function(level, file, line, title, text) {
  paste0("::", level, " file=", escape_property(file),
         ifelse(is.na(line), "", paste0(",line=", line)), ",title=", escape_property(title),
         "::", escape_annotation(only_text(text)), recycle0 = TRUE)
}

escape_annotation <- function(text) {
  text <- gsub("%", "%25", text, fixed = TRUE)
  gsub("\n", "%0A", gsub("\r", "%0D", text, fixed = TRUE), fixed = TRUE)
}

# Commas and colons part the properties of an annotation.
escape_property <- function(text) {
  text <- escape_annotation(one_line(text))
  gsub(",", "%2C", gsub(":", "%3A", text, fixed = TRUE), fixed = TRUE)
}

# GitLab's Code Quality: a list of issues, each with a fingerprint that stays while the
# finding does, whatever it counts.
findings_gitlab <- function(found, places) {
  key <- paste(found$rule, found$wave, found$variable, found$kind)
  as_json(lapply(seq_len(nrow(found)), function(i) {
    quality_issue(
      found$rule[i], paste0(finding_subjects(found[i, ]), found$message[i], "; ", found$remedy[i]),
      gitlab_levels[[found$severity[i]]], places$file[i], places$line[i],
      paste(key[i], sum(key[seq_len(i)] == key[i]))
    )
  }))
}

gitlab_levels <- c(error = "major", warning = "minor", note = "info")

unreadable_gitlab <- function(message, path) {
  as_json(list(quality_issue(
    "unreadable", paste("The cohort could not be read.", message), "blocker",
    within_folder(path, getwd()), NA, "unreadable"
  )))
}

quality_issue <- function(rule, text, severity, file, line, key) {
  list(
    description = one_line(text), check_name = rule, fingerprint = cli::hash_md5(key),
    severity = severity,
    location = list(path = one_line(file), lines = list(begin = if (is.na(line)) 1L else line))
  )
}

# Every finding with its n, for the summary of a job.
findings_summary <- function(found, study, fail_on) {
  table <- as_print_table(found)
  n <- if (nrow(found)) ifelse(is.na(found$count), "not shown", as.character(found$count)) else ""
  table$body <- data.frame(table$body[1:3], n = n, table$body[4:6])
  with_n <- new_print_table(
    table$body, head = append(table$head, "n", 3), align = append(table$align, "r", 3),
    row_heads = 3, notes = c(table$notes, if (anyNA(found$count)) paste(
      "n is not shown where it counts people: the study has a disclosure profile."
    ))
  )
  fails <- check_fails(found, fail_on = fail_on)
  c(summary_head(study, if (fails) "The check failed." else "The check passed."),
    write_table(with_n, "markdown"), "")
}

unreadable_summary <- function(message, study) {
  c(summary_head(study, "The check failed: the cohort could not be read."),
    paste0("    ", strsplit(only_text(message), "[\n\r]")[[1]]), "")
}

summary_head <- function(study, outcome) {
  c(paste0("## Findings for ", escape_markdown(one_line(study))), "", outcome, "")
}

# Adds lines to the summary of a workflow's job, where there is one.
append_summary <- function(lines, path = Sys.getenv("GITHUB_STEP_SUMMARY")) {
  if (nzchar(path)) cat(enc2utf8(lines), file = path, sep = "\n", append = TRUE)
  invisible()
}

# "post: q3: " before a message.
finding_subjects <- function(found) {
  vapply(seq_len(nrow(found)), function(i) {
    parts <- c(found$wave[i], found$variable[i])
    paste0(parts[!is.na(parts)], ": ", recycle0 = TRUE, collapse = "")
  }, "")
}
