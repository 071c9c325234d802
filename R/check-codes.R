# Finds what may be wrong with coded material: its codes, coders, people and texts.

findings_of_material <- function(cohort) {
  found <- no_findings()
  for (material in names(cohort$codes)) {
    codes <- cohort$codes[[material]]
    found <- rbind(found, findings_of_framework(codes, material),
                   findings_of_coders(codes, material), findings_of_speakers(codes, material),
                   findings_of_transcripts(codes, material))
  }
  found
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
