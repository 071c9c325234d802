# Reads the coded material of a study and says which person said it. What was said
# stays in the files: a cohort has who gave which code to whose words, and where.

# The coded material by name, NULL without any. Each is codings whose participants
# are the cohort's people by number; who is none of them is `not linked 1` and so on.
# `reading` runs what reads one, or the framework (NA), and may give NULL in its place.
read_cohort_codes <- function(study, surveys, linked, attendance, people,
                              call = rlang::caller_env(),
                              reading = function(name, read) read) {
  whole <- reading(NA, read_study_framework(study, call))
  of <- if (length(study$framework$of)) study$framework$of else names(study$codes)
  known <- linking_codes(study, surveys, linked, attendance$codes)
  read_one <- function(name) {
    entry <- study$codes[[name]]
    codes <- reading_codes(name, call, read_material(study, entry))
    attr(codes, "changed") <- changed_texts(attr(codes, "sources"), entry, study, name, call)
    codes <- with_wave(codes, entry, study, name, call)
    codes <- without_texts(codes)
    codes <- with_persons(codes, known, study)
    framework <- if (name %in% of) whole
    attr(codes, "defined") <- framework$code
    check_complete_framework(codes, study, name, call)
    attr(codes, "framework") <- if (is.null(framework)) attr(codes, "framework")
      else framework_with(framework, codes$code)
    attr(codes, "members") <- material_members(entry, surveys, linked$respondents, people, name,
                                               call)
    codes
  }
  out <- lapply(stats::setNames(nm = names(study$codes)), function(name) {
    reading(name, read_one(name))
  })
  broken <- vapply(out, is.null, NA)
  if (any(broken)) return(if (!all(broken)) out[!broken])
  check_consensus_coder(study, out, call)
  out
}

# Where the study says that its framework is complete, no code may be missing in it.
check_complete_framework <- function(codes, study, name, call) {
  defined <- attr(codes, "defined")
  if (is.null(defined) || !isTRUE(study$framework$complete)) return(invisible())
  check_known(unique(codes$code[!is.na(codes$code)]), defined,
              "The codes of {.field codes: {name}} must be in the {.field framework}.",
              "code", topic = "cohort", call = call)
}

# Runs the reading of one material; its errors say which one it was.
reading_codes <- function(name, call, read) {
  tryCatch(read, pairwave_error = function(cnd) {
    abort_pairwave("Can't read the coded material {.field {name}}.", "cohort", parent = cnd,
                   call = call)
  })
}

# The codings of one entry of a study, texts and all.
read_material <- function(study, entry) {
  place <- function(file) if (!is.null(file)) study_path(study$dir, file)
  path <- if (is.null(entry$files)) place(entry$file) else vapply(entry$files, place, "")
  wave <- if (!is_wave_of(entry$wave, study)) entry$wave
  read_codes(
    path, unit = entry$unit, code = entry$code, coder = entry$coder,
    participant = entry$participants, wave = wave, source = entry$source, text = entry$text,
    speaker = entry$speaker, key = place(entry$key), separator = entry$separator,
    levels = entry$levels, uncoded = entry$uncoded, encoding = entry$encoding
  )
}

read_study_framework <- function(study, call) {
  spec <- study$framework
  if (is.null(spec)) {
    return(NULL)
  }
  tryCatch(
    if (is.null(spec$name)) {
      framework(study_path(study$dir, spec$file),
                path = if (length(spec$path)) spec$path, description = spec$description)
    } else {
      framework(spec$name)
    },
    pairwave_error = function(cnd) {
      abort_pairwave("Can't read the {.field framework} of the study.", "cohort", parent = cnd,
                     call = call)
    }
  )
}

# The wave of each coding: the study's, or the one that its table names.
with_wave <- function(codes, entry, study, name, call) {
  waves <- names(study$waves)
  if (is_wave_of(entry$wave, study)) {
    codes$wave[] <- entry$wave
    return(codes)
  }
  labels <- vapply(study$waves, `[[`, "", "label")
  at <- match(codes$wave, labels)
  codes$wave[!is.na(at)] <- waves[at[!is.na(at)]]
  check_known(unique(codes$wave[!is.na(codes$wave)]), waves,
              "The waves of {.field codes: {name}} must be waves of the study.",
              "wave", topic = "cohort", call = call)
  codes
}

without_texts <- function(codes) {
  blank <- new_identifying_column(rep(NA_character_, nrow(codes)))
  codes$text <- blank
  codes$memo <- blank
  attr(codes, "variables") <- NULL
  codes
}

# How many sources are not the text that was coded: not that of their transcript
# (`file`), or not the same in the files of all coders (`coders`).
changed_texts <- function(sources, entry, study, name, call) {
  known <- unique(sources$source)
  check_known(names(entry$transcripts), known,
              "{.field transcripts} of {.field codes: {name}} must name its sources.", "source",
              topic = "cohort", call = call)
  differs <- vapply(names(entry$transcripts), function(source) {
    coded <- sources$hash[sources$source %in% source]
    coded <- coded[!is.na(coded)]
    now <- transcript_hashes(study_path(study$dir, entry$transcripts[[source]]))
    length(coded) > 0 && !any(coded %in% now)
  }, NA)
  several <- unique(sources$source[duplicated(sources$source)])
  c(file = sum(differs), coders = length(several))
}

# A text file as programs may have taken it: with either kind of line ends, with the
# last one or without.
transcript_hashes <- function(path) {
  bytes <- readBin(path, "raw", file.size(path))
  if (identical(bytes[1:3], as.raw(c(0xef, 0xbb, 0xbf)))) bytes <- bytes[-(1:3)]
  text <- tryCatch(rawToChar(bytes), error = function(e) "")
  Encoding(text) <- "UTF-8"
  line_feeds <- gsub("\r\n", "\n", text, fixed = TRUE)
  forms <- c(text, line_feeds, gsub("\n", "\r\n", line_feeds, fixed = TRUE))
  text_hashes(unique(c(forms, sub("\r?\n$", "", forms))))
}

# ---- people ------------------------------------------------------------------

# Every code by which a person is known, in any wave and on the attendance list. One
# that is two people's links nobody.
linking_codes <- function(study, surveys, linked, listed) {
  rule <- study_rule(study$id)
  codes <- unlist(lapply(names(surveys), function(wave) {
    record_codes(surveys[[wave]], study$id$column, rule, wave)
  }))
  known <- new_frame(list(
    code = code_without_hyphens(c(codes, listed)),
    person = c(linked$respondents$person, linked$listed)
  ))
  known <- unique(known[nzchar(known$code) & !is.na(known$person), , drop = FALSE])
  known[!known$code %in% known$code[duplicated(known$code)], , drop = FALSE]
}

# Codes whose elements stand in columns of their own are joined by hyphens.
code_without_hyphens <- function(codes) gsub("-", "", codes, fixed = TRUE)

# Codings with the numbers of the cohort's people as participants. Under a
# pseudonymised id nothing else keeps a name: units and sources, which may be
# named after a person, are numbered.
with_persons <- function(codes, known, study) {
  participants <- attr(codes, "participants")
  names <- unique(participants$participant)
  given <- if (length(study$id$column) > 1) normal_codes(names, "the coded material") else
    record_codes(new_frame(list(code = names)), "code", study_rule(study$id), "the coded material")
  at <- match(code_without_hyphens(given), known$code)
  person <- as.character(known$person[at])
  person[is.na(at)] <- paste("not linked", seq_len(sum(is.na(at))))
  renamed <- function(who) person[match(who, names)]
  codes$participant <- renamed(codes$participant)
  participants$participant <- renamed(participants$participant)
  attr(codes, "participants") <- participants
  attr(codes, "unlinked") <- person[is.na(at)]
  if (study$id$pseudonymise == "none") codes else with_numbered_names(codes)
}

with_numbered_names <- function(codes) {
  for (column in c("unit", "source")) {
    names <- unique(c(codes[[column]], attr(codes, "participants")[[column]],
                      if (column == "unit") attr(codes, "universe")$unit
                      else attr(codes, "sources")$source))
    names <- names[!is.na(names)]
    numbered <- function(x) {
      at <- match(x, names)
      ifelse(is.na(at), NA_character_, paste(column, at))
    }
    codes[[column]] <- numbered(codes[[column]])
    for (about in c("participants", "universe", "sources")) {
      frame <- attr(codes, about)
      if (is.null(frame[[column]])) next
      frame[[column]] <- numbered(frame[[column]])
      attr(codes, about) <- frame
    }
  }
  codes
}

# The people who could have been coded, whatever the file has of them: who answered
# the question, or who is of the group that met. NULL where the study does not say.
material_members <- function(entry, surveys, respondents, people, name, call) {
  if (!is.null(entry$question)) {
    survey <- surveys[[entry$wave]]
    check_known(entry$question, names(survey),
                "The question of {.field codes: {name}} must be a column of its wave.",
                where = "Wave {.field {entry$wave}}", topic = "cohort", call = call)
    rows <- row_has_answer(list(survey[[entry$question]]), seq_len(nrow(survey)))
    theirs <- respondents$person[respondents$wave == entry$wave & respondents$row %in% which(rows)]
    return(as.character(unique(theirs[!is.na(theirs)])))
  }
  if (!is.null(entry$group)) as.character(people$person[people[[entry$group]] %in% TRUE])
}

check_consensus_coder <- function(study, codes, call) {
  coder <- study$consensus$coder
  if (is.null(coder) || coder %in% c("any", "all")) {
    return(invisible())
  }
  known <- unique(unlist(lapply(codes, attr, "coders")))
  check_known(coder, c(known, "any", "all"),
              "{.field consensus: coder} must be a coder, {.val any} or {.val all}.", "coder",
              topic = "cohort", call = call)
}

# ---- asking ------------------------------------------------------------------

# The material that is asked for, the first where none is.
check_material <- function(cohort, material, call = rlang::caller_env()) {
  known <- names(cohort$codes)
  if (length(known) == 0) {
    abort_pairwave(
      c("The study must have coded material.",
        x = "It has no key {.field codes}.",
        i = "{.code ?study_file} says how {.field codes} names it."),
      "argument", call = call
    )
  }
  if (is.null(material)) return(known[1])
  check_one_name(material, "material", call)
  check_known(material, known, "{.arg material} must be one of the study's {.field codes}.",
              "coded material", call = call)
  material
}

# Whose codings of a material count: the study's coder, where the material has it.
usual_coder <- function(cohort, material) {
  codes <- cohort$codes[[material]]
  agreed <- cohort$study$consensus$coder
  known <- c("any", "all", attr(codes, "coders"))
  if (!is.null(agreed) && agreed %in% known) agreed else only_coder(codes)
}

only_coder <- function(codes) {
  known <- coders_of(codes)
  if (length(known) == 1) known else "any"
}

coders_of <- function(codes) unique(c(attr(codes, "coders"), codes$coder[!is.na(codes$coder)]))

# The people of a cohort as participants, with what groups may be made of.
coded_people <- function(cohort) {
  columns <- c(unlist(lapply(cohort$study$demographics, entry_columns)),
               cohort$study$attendance$groups)
  out <- unclass(cohort$people)[columns]
  new_frame(c(list(participant = as.character(cohort$people$person)), out))
}

check_cohort_groups <- function(cohort, by, call = rlang::caller_env()) {
  if (is.null(by)) {
    return(invisible())
  }
  check_one_name(by, "by", call)
  columns <- setdiff(names(coded_people(cohort)), "participant")
  check_known(by, c("wave", "source", columns),
              "{.arg by} must be {.val wave}, {.val source}, a demographic or an attendance group.",
              call = call)
}
