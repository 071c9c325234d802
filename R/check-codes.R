# Finds what may be wrong with coded material: its codes, coders, people and texts.

findings_of_material <- function(cohort) {
  found <- no_findings()
  for (material in names(cohort$codes)) {
    codes <- cohort$codes[[material]]
    found <- rbind(found, findings_of_framework(codes, material),
                   findings_of_coders(codes, material), findings_of_speakers(codes, material),
                   findings_of_transcripts(codes, material))
  }
  rbind(found, findings_of_quotes(cohort))
}

findings_of_framework <- function(codes, material) {
  defined <- attr(codes, "defined")
  used <- unique(codes$code[!is.na(codes$code)])
  absent <- if (!is.null(defined)) setdiff(used, defined)
  if (length(absent)) finding("code_unknown", NA, material, length(absent), about = absent[1])
}

# Of a coder who is alone nothing is found: there is nothing to compare.
findings_of_coders <- function(codes, material) {
  read <- attr(codes, "universe")
  read <- unique(read[!is.na(read$coder), c("coder", "unit"), drop = FALSE])
  coders <- unique(read$coder)
  if (length(coders) < 2) {
    return(NULL)
  }
  shared <- read$unit %in% read$unit[duplicated(read$unit)]
  alone <- setdiff(coders, read$coder[shared])
  do.call(rbind, lapply(alone, function(coder) {
    finding("coder_alone", NA, material, sum(read$coder == coder), about = coder)
  }))
}

findings_of_speakers <- function(codes, material) {
  unlinked <- length(attr(codes, "unlinked"))
  if (unlinked == 0) {
    return(NULL)
  }
  all <- unique(attr(codes, "participants")$participant)
  finding("participant_unlinked", NA, material, unlinked, of = length(all))
}

findings_of_transcripts <- function(codes, material) {
  changed <- attr(codes, "changed")
  of_file <- changed[["file"]]
  of_coders <- changed[["coders"]]
  rbind(
    if (of_file > 0) finding("transcript_changed", NA, material, of_file, kind = "file"),
    if (of_coders > 0) finding("transcript_changed", NA, material, of_coders, kind = "coders")
  )
}

# Quotes of which nobody said yes or no though others are decided, and decisions about
# words that nobody said. Where there is no file of decisions, no quote is shown.
findings_of_quotes <- function(cohort) {
  path <- quote_decisions_path(cohort$study)
  if (is.null(cohort$study$quotes) || !file.exists(path)) {
    return(NULL)
  }
  decided <- tryCatch(read_quote_decisions(path)$hash, pairwave_error_quotes = function(e) NULL)
  if (is.null(decided)) {
    return(finding("quote_not_approved", NA, NA, 1, kind = "broken"))
  }
  quotes <- lapply(stats::setNames(nm = names(cohort$codes)), function(material) {
    tryCatch(quote_candidates(material_with_texts(cohort, material, NULL))$hash,
             pairwave_error = function(e) NULL)
  })
  # Of texts that are not what they were when the cohort was read nothing can be told.
  if (any(vapply(quotes, is.null, NA))) {
    return(NULL)
  }
  undecided <- lapply(names(quotes), function(material) {
    open <- sum(!quotes[[material]] %in% decided)
    n <- length(quotes[[material]])
    if (open > 0 && open < n) {
      finding("quote_not_approved", NA, material, open, of = n, kind = "undecided")
    }
  })
  void <- sum(!decided %in% unlist(quotes))
  rbind(
    do.call(rbind, undecided),
    if (void > 0) finding("quote_not_approved", NA, NA, void, of = length(decided), kind = "void")
  )
}

# Material that can't be read, as a finding that `note` takes; NULL in its place. Of the
# error it says which file, and of what kind it is.
note_broken_material <- function(study, note) {
  function(name, read) {
    tryCatch(read, pairwave_error = function(e) {
      entry <- if (is.na(name)) study$framework else study$codes[[name]]
      first <- if (inherits(e$parent, "pairwave_error")) e$parent else e
      at <- which(inherits(first, names(broken_kinds), which = TRUE) > 0)
      kind <- if (is.na(name)) "framework" else broken_kinds[[c(at, length(broken_kinds))[1]]]
      files <- paste(basename(c(entry$file, unlist(entry$files), entry$name)), collapse = ", ")
      note(finding("material_broken", NA, name, 1, kind = kind, about = files))
      NULL
    })
  }
}

# What is broken, by the class of the error that says so; the last is any other.
broken_kinds <- c(
  pairwave_error_codes_file = "file", pairwave_error_no_file = "file",
  pairwave_error_codes_table = "table", pairwave_error = "study"
)
