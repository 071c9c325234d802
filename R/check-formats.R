# Writes findings for those who read them: people at a terminal or in a browser,
# and machines that expect JSON, JUnit XML or a workflow's annotations.

# The findings as lines of text in a format. `study` is the name of
# the study file.
format_findings <- function(found, format, study, fail_on) {
  switch(format,
    text = write_table(as_print_table(found), "console"),
    json = findings_json(found, study, fail_on),
    junit = findings_junit(found, study, fail_on),
    html = findings_html(found, study),
    github = findings_github(found)
  )
}

# By the schema findings.json in the package's folder `schema`.
findings_json <- function(found, study, fail_on) {
  as_json(list(
    version = 1L, study = study,
    pairwave = as.character(utils::packageVersion("pairwave")),
    fail_on = fail_on, fails = check_fails(found, fail_on = fail_on),
    errors = sum(found$severity == "error"),
    warnings = sum(found$severity == "warning"),
    notes = sum(found$severity == "note"),
    ignored = as.list(attr(found, "ignored")),
    findings = as.data.frame(found)[
      c("rule", "severity", "wave", "variable", "count", "message", "remedy")
    ]
  ))
}

# A test case for each rule that was looked at; it fails where its findings
# would, and holds the others as output. By the schema of Apache Ant's reports.
findings_junit <- function(found, study, fail_on) {
  rules <- setdiff(c(check_rules$rule, attr(found, "own_rules")), attr(found, "ignored"))
  text <- one_line(paste0(finding_places(found), found$message, "; ", found$remedy))
  failing <- found$severity %in%
    switch(fail_on, never = character(), error = "error", warning = c("error", "warning"))
  cases <- vapply(rules, function(rule) {
    open <- paste0("    <testcase classname=\"pairwave\" name=\"", rule,
                   "\" time=\"0\"")
    here <- found$rule == rule & failing
    if (!any(here)) return(paste0(open, "/>"))
    first <- which(here)[1]
    paste0(
      open, ">\n      <failure type=\"", found$severity[first], "\" message=\"",
      escape_html(text[first]), "\">",
      escape_html(paste(text[here], collapse = "\n")),
      "</failure>\n    </testcase>"
    )
  }, "")
  kept <- text[!failing]
  c(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites>",
    paste0("  <testsuite package=\"pairwave\" id=\"0\" name=\"",
           escape_html(one_line(study)), "\" timestamp=\"",
           format(Sys.time(), "%Y-%m-%dT%H:%M:%S", tz = "UTC"),
           "\" hostname=\"localhost\" tests=\"", length(rules), "\" failures=\"",
           length(unique(found$rule[failing])), "\" errors=\"0\" time=\"0\">"),
    "    <properties/>", unname(cases),
    paste0("    <system-out>", escape_html(paste(kept, collapse = "\n")), "</system-out>"),
    "    <system-err/>", "  </testsuite>", "</testsuites>"
  )
}

findings_html <- function(found, study) {
  title <- paste("Findings for", escape_html(one_line(study)))
  style <- system.file("rmarkdown", "templates", "evaluation", "skeleton",
                       "evaluation.css", package = "pairwave", mustWork = TRUE)
  c(
    "<!DOCTYPE html>", "<html lang=\"en\">", "<head>",
    "<meta charset=\"utf-8\">",
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
    paste0("<title>", title, "</title>"),
    "<style>", readLines(style), "</style>", "</head>", "<body>",
    paste0("<h1>", title, "</h1>"),
    write_table(as_print_table(found), "html"), "</body>", "</html>"
  )
}

# Annotations, of which GitHub shows ten of each kind: nine, and how many more
# there are.
findings_github <- function(found) {
  text <- only_text(paste0(finding_places(found), found$message, "; ", found$remedy))
  called <- c(error = "error", warning = "warning", note = "notice")
  unlist(lapply(severities, function(severity) {
    at <- which(found$severity == severity)
    most <- utils::head(at, 9)
    more <- length(at) - length(most)
    c(
      if (length(most)) paste0("::", called[[severity]], " title=", found$rule[most], "::",
                               escape_annotation(text[most])),
      if (more) paste0("::", called[[severity]], " title=more::", more, " more ", severity,
                       if (more > 1) "s", ", listed in the job's summary")
    )
  }))
}

escape_annotation <- function(text) {
  text <- gsub("%", "%25", text, fixed = TRUE)
  gsub("\n", "%0A", gsub("\r", "%0D", text, fixed = TRUE), fixed = TRUE)
}

# Adds all findings to the summary of a workflow's job, where there is one.
append_summary <- function(found, study, path = Sys.getenv("GITHUB_STEP_SUMMARY")) {
  if (!nzchar(path)) {
    return(invisible())
  }
  lines <- c(paste0("## Findings for ", escape_markdown(one_line(study))), "",
             write_table(as_print_table(found), "markdown"), "")
  cat(lines, file = path, sep = "\n", append = TRUE)
}

# "post: q3: " before a message.
finding_places <- function(found) {
  vapply(seq_len(nrow(found)), function(i) {
    parts <- c(found$wave[i], found$variable[i])
    paste0(parts[!is.na(parts)], ": ", recycle0 = TRUE, collapse = "")
  }, "")
}
