#' What this machine can read, render and draw
#'
#' pairwave reads SPSS, CSV and Excel files by itself. Other formats, reports and pictures
#' need packages or programs that may not be there; this says for each what does it here,
#' and how to get what is missing.
#'
#' @return A data frame of class `pairwave_sitrep` with a row per task: `part` (`"read"`,
#'   `"render"`, `"draw"`, `"show"`, `"protect"` or `"convert"`), `task` (in words), `ready`
#'   (a flag), `by` (what does it, with its version; `NA` where nothing can) and `remedy`
#'   (what to run or install; `NA` where it is ready). It holds nothing about any study.
#' @export
#' @examples
#' pairwave_sitrep()
pairwave_sitrep <- function() {
  new_sitrep(has_readstat(), package_version_here, program_here)
}

# The rows, by functions that say which version of a package, or which of some programs,
# there is: NULL for none.
new_sitrep <- function(readstat, package, program) {
  rows <- c(sitrep_reading(readstat, package), sitrep_rendering(package, program),
            sitrep_others(package))
  out <- stack_frames(lapply(rows, new_frame))
  structure(out, class = c("pairwave_sitrep", "data.frame"))
}

package_version_here <- function(name) {
  if (requireNamespace(name, quietly = TRUE)) as.character(utils::packageVersion(name))
}

program_here <- function(names) {
  found <- names[nzchar(Sys.which(names))]
  if (length(found)) found[1]
}

# A task and what it needs; the remedy gets all that is lacking.
sitrep_row <- function(part, task, needs = list(), itself = "pairwave") {
  lacking <- Filter(function(need) is.null(need$there), needs)
  list(part = part, task = task, ready = length(lacking) == 0,
       by = if (length(lacking)) NA_character_ else
         paste(c(if (!length(needs)) itself, vapply(needs, `[[`, "", "there")), collapse = ", "),
       remedy = if (length(lacking)) remedy_of(lacking) else NA_character_)
}

# One call for all packages, then what else there is to do.
remedy_of <- function(lacking) {
  packages <- unlist(lapply(lacking, `[[`, "package"))
  quoted <- paste0("\"", packages, "\"", collapse = ", ")
  if (length(packages) > 1) quoted <- paste0("c(", quoted, ")")
  paste(c(if (length(packages)) paste0("install.packages(", quoted, ")"),
          unlist(lapply(lacking, `[[`, "remedy"))), collapse = "; ")
}

needs_package <- function(name, package) {
  version <- package(name)
  list(there = if (!is.null(version)) paste(name, version), package = name)
}

sitrep_reading <- function(readstat, package) {
  needs <- function(...) lapply(c(...), needs_package, package)
  list(
    sitrep_row("read", "SPSS (.sav, .zsav), text (.csv, .txt) and Excel (.xlsx)"),
    sitrep_row("read", "Stata (.dta), SAS (.sas7bdat, .xpt) and SPSS portable (.por)",
               if (!readstat) needs("haven"), itself = "pairwave with ReadStat"),
    sitrep_row("read", "old Excel (.xls)", needs("readxl")),
    sitrep_row("read", "tables of a database that dplyr knows", needs("DBI", "dbplyr")),
    sitrep_row("read", "coded texts of QualCoder and Taguette", needs("DBI", "RSQLite"))
  )
}

sitrep_rendering <- function(package, program) {
  pandoc <- list(
    there = program("pandoc"),
    remedy = "install pandoc 2 or newer, which RStudio brings along"
  )
  if (is.null(pandoc$there) && !is.null(package("rmarkdown")) &&
      rmarkdown::pandoc_available("2.0")) {
    pandoc$there <- paste("pandoc", rmarkdown::pandoc_version())
  }
  latex <- list(
    there = program(c("xelatex", "lualatex")),
    remedy = "tinytex::install_tinytex(), or texlive-xetex of the system"
  )
  report <- list(needs_package("rmarkdown", package), pandoc)
  list(
    sitrep_row("render", "reports as HTML, Word and slides", report),
    sitrep_row("render", "reports as PDF", c(report, list(latex))),
    sitrep_row("render", "tables as Excel, HTML, Markdown and LaTeX"),
    sitrep_row("render", "single tables as Word", list(needs_package("flextable", package)))
  )
}

sitrep_others <- function(package) {
  needs <- function(...) lapply(c(...), needs_package, package)
  list(
    sitrep_row("draw", "pictures", needs("ggplot2")),
    sitrep_row("draw", "pictures on a page as text in its own font", needs("ggplot2", "svglite")),
    sitrep_row("show", "links, quotes and results in a window",
               needs("shiny", "httpuv", "later")),
    sitrep_row("protect", "suppression of single cells in two-way tables",
               needs("GaussSuppression", "lpSolve")),
    sitrep_row("convert", "tables of gt", needs("gt")),
    sitrep_row("convert", "tables of tinytable", needs("tinytable"))
  )
}

#' @export
print.pairwave_sitrep <- function(x, ...) {
  check_dots_empty()
  writeLines(sitrep_lines(x))
  invisible(x)
}

sitrep_lines <- function(x) {
  heads <- c(read = "Reads", render = "Writes reports and tables", draw = "Draws",
             show = "Opens windows", protect = "Protects", convert = "Hands over to other packages")
  unlist(lapply(intersect(names(heads), x$part), function(part) {
    rows <- frame_rows(x, which(x$part == part))
    said <- ifelse(rows$ready, paste0("  yes  ", rows$task, ": ", rows$by),
                   paste0("  no   ", rows$task, "\n       to get it: ", rows$remedy))
    c(heads[[part]], unlist(strsplit(said, "\n", fixed = TRUE)), "")
  }))
}
