# Offers in RStudio what stands under Addins and New Project; see inst/rstudio.

# Drafts study.yml from the exports that the analyst chooses.
addin_draft_study <- function() {
  need_package("rstudioapi", "for an add-in")
  files <- character()
  repeat {
    file <- rstudioapi::selectFile(
      caption = paste0("Export of wave ", length(files) + 1, " (cancel when all are chosen)")
    )
    if (is.null(file)) break
    files <- c(files, file)
  }
  if (length(files)) {
    rstudioapi::navigateToFile(use_study(files))
  }
  invisible(files)
}

# Opens the project's study file in a window, or its folder where there is none yet.
addin_study_window <- function() {
  path <- project_study()
  use_study(if (file.exists(path)) path else dirname(path), window = TRUE)
}

# Puts the chunk for the table of who took part where the cursor is.
addin_insert_table <- function() {
  need_package("rstudioapi", "for an add-in")
  rstudioapi::insertText(paste(table_chunk, collapse = "\n"))
}

table_chunk <- c(
  "```{r who-took-part, echo = FALSE}",
  "pairwave::demographics(pairwave::read_cohort(\"study.yml\"))",
  "```", ""
)

# Checks the cohort of the project's study file.
addin_check_cohort <- function() print(check_cohort(project_study()))

# Shows the near links of the project's cohort one by one.
addin_review_links <- function() review_links(read_cohort(project_study()), window = TRUE)

# Shows the results of the project's cohort.
addin_browse <- function() {
  cohort <- read_cohort(project_study())
  browse(cohort)
}

# The study file of the project that is open.
project_study <- function() {
  need_package("rstudioapi", "for an add-in")
  project <- rstudioapi::getActiveProject()
  file.path(if (is.null(project)) "." else project, "study.yml")
}

# A new project: a study file to fill in, and a report that reads it.
create_project <- function(path, waves = "pre, post, six_month", ...) {
  dir.create(path, recursive = TRUE, showWarnings = FALSE)
  names <- trimws(strsplit(waves, ",", fixed = TRUE)[[1]])
  names <- names[nzchar(names)]
  write_file(study_skeleton(names), file.path(path, "study.yml"))
  use_report(file.path(path, "evaluation.Rmd"))
  write_file(c(
    "# An evaluation", "",
    "1. Put the exports of the waves into this folder and name them in study.yml.",
    "2. `pairwave::check_cohort(\"study.yml\")` lists what may be wrong with them.",
    "3. Knit evaluation.Rmd.", "",
    "Keep the folder private: it holds what people answered."
  ), file.path(path, "README.md"))
  invisible(path)
}

study_skeleton <- function(waves) {
  c(
    "# What is what in this study; ?pairwave::read_study has every key.",
    "version: 1", "title: Our workshops", "waves:",
    paste0("  ", waves, ": {file: ", waves, ".csv, label: ", gsub("_", " ", waves), "}"),
    "id:", "  column: code        # the column with the code that people wrote",
    "  max_edits: 1        # look for codes that differ by a slip",
    "scales:",
    "  self_efficacy: {instrument: gse, items: gse1:gse10, margin: 2}",
    "demographics:", "  - {column: sex, label: Sex}",
    "  - {column: year, label: Year, undisclosed: true}",
    "undisclosed: {label: Undisclosed, codes: [-99, \"Prefer not to say\"]}",
    "disclosure: none      # or a profile: see ?pairwave::disclosure",
    "checks: {min_linked: 0.6, fail_on: error}"
  )
}
