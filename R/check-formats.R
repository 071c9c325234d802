# Writes what a check came to for those who read it: people at a terminal or in a
# browser, and machines that expect JSON, JUnit XML or annotations.

# The lines of text of a check in a format. `study` is the path of the study file,
# `places` where each finding is shown (finding_places()), the study file unless given.
format_findings <- function(found, format, study, fail_on, places = NULL) {
  places <- places %||% new_frame(list(file = rep(study, nrow(found)),
                                       line = rep(NA_integer_, nrow(found))))
  name <- basename(study)
  switch(format,
    text = write_table(as_print_table(found), "console"),
    json = findings_json(found, name, fail_on),
    junit = findings_junit(found, name, fail_on),
    html = findings_html(name, write_table(as_print_table(found), "html")),
    markdown = findings_summary(found, name, fail_on),
    github = findings_github(found, places),
    gitlab = findings_gitlab(found, places)
  )
}

# The same where the cohort could not be read, for the reason that `message` gives.
format_unreadable <- function(message, format, study, fail_on) {
  name <- basename(study)
  switch(format,
    text = character(),
    json = findings_json(cbind(no_findings(), message = character(), remedy = character()),
                         name, fail_on, message),
    junit = unreadable_junit(message, name),
    html = findings_html(name, c(
      "<p>The cohort could not be read.</p>", paste0("<pre>", escape_html(message), "</pre>")
    )),
    markdown = unreadable_summary(message, name),
    github = unreadable_github(message, study),
    gitlab = unreadable_gitlab(message, study)
  )
}

# By the schema findings.json in the package's folder `schema`.
findings_json <- function(found, study, fail_on, unreadable = NULL) {
  as_json(list(
    version = 1L, study = study,
    pairwave = as.character(utils::packageVersion("pairwave")),
    unreadable = unreadable %||% NA_character_, fail_on = fail_on,
    fails = !is.null(unreadable) || check_fails(found, fail_on = fail_on),
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
  text <- one_line(paste0(finding_subjects(found), found$message, "; ", found$remedy))
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
  junit_suite(study, unname(cases), failures = length(unique(found$rule[failing])),
              output = text[!failing])
}

unreadable_junit <- function(message, study) {
  junit_suite(study, c(
    "    <testcase classname=\"pairwave\" name=\"read\" time=\"0\">",
    paste0("      <error type=\"unreadable\" message=\"", escape_html(one_line(message)), "\">",
           escape_html(only_text(message)), "</error>"),
    "    </testcase>"
  ), errors = 1, tests = 1)
}

junit_suite <- function(study, cases, tests = length(cases), failures = 0, errors = 0,
                        output = character()) {
  c(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites>",
    paste0("  <testsuite package=\"pairwave\" id=\"0\" name=\"",
           escape_html(one_line(study)), "\" timestamp=\"",
           format(Sys.time(), "%Y-%m-%dT%H:%M:%S", tz = "UTC"),
           "\" hostname=\"localhost\" tests=\"", tests, "\" failures=\"", failures,
           "\" errors=\"", errors, "\" time=\"0\">"),
    "    <properties/>", cases,
    paste0("    <system-out>", escape_html(paste(output, collapse = "\n")), "</system-out>"),
    "    <system-err/>", "  </testsuite>", "</testsuites>"
  )
}

findings_html <- function(study, body) {
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
    body, "</body>", "</html>"
  )
}
