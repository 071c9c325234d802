# How far coders agree, code by code, over sets of codes and character by character.

#' How far coders agree
#'
#' Percent agreement, Cohen's kappa with its standard error, PABAK, Gwet's AC1 and
#' Krippendorff's alpha of two or more coders: for each code, for the set of codes
#' that a unit was given, for one category of several, and for the characters of a
#' text. What does not exist is a row with its reason. Agreement is of what coders
#' did by themselves; what they agreed on after discussion shows none.
#'
#' @param x Codings from [read_codes()], a cohort whose study has `codes` (see
#'   [study_file]), or a data frame with one row per unit and one column per coder.
#' @param ... Must be empty; of a cohort, arguments of the method for codings but
#'   `disclosure`, which is its study's, and `consensus`, which is its `consensus: coder`.
#' @param material For a cohort: the name of its coded material; `NULL` is the first.
#' @param by What is compared: each `"code"` (given or not), the `"set"` of codes
#'   of a unit, or the one `"category"` of each unit.
#' @param unit Whether `"unit"`s are compared, or every `"character"` of the texts.
#' @param codes Codes to compare; `NULL` for all that the framework lets be given.
#' @param coders Names of the coders; `NULL` for all but the `consensus`.
#' @param consensus Name of the coder who stands for what was agreed on after
#'   discussion, who is left out.
#' @param statistics Which statistics, in this order. Of a code `"percent"`,
#'   `"kappa"`, `"pabak"`, `"ac1"` and `"alpha"`, and where asked for `"positive"`,
#'   `"negative"`, `"fleiss"` (Scott's pi of two coders) and `"p_kappa"`, the p of
#'   kappa against 0; of characters also `"jaccard"`, `"f1"` and `"u_alpha"`. Of a
#'   set `"percent"`, `"alpha_nominal"`, `"alpha_jaccard"` and `"alpha_masi"`; of
#'   sets of characters `"u_alpha"`, `"u_alpha_binary"` and `"cu_alpha"`. Of a
#'   category those of a code.
#' @param weights For ordered categories: `"linear"` or `"quadratic"` weights of
#'   percent, kappa, pi, PABAK and AC (then AC2).
#' @param metric For alpha of categories: `"nominal"`, `"ordinal"`, `"interval"` or
#'   `"ratio"`.
#' @param conf_level Level of the intervals, between 0 and 1.
#' @param resamples How many times participants are drawn for alpha's interval; 0
#'   for no interval.
#' @param disclosure The disclosure profile, as for [demographics()]. A code that few
#'   participants have is suppressed, and so are counts that would tell of few;
#'   figures have two decimals.
#' @param columns Names of the columns of `x` that hold what each coder gave; `NULL`
#'   for all but `participant`. A missing value is a unit that the coder did not
#'   code.
#' @param participant Name of the column that says whose unit it is; `NULL` where
#'   every unit is of another.
#'
#' @return A data frame of class `pairwave_agreement`, one row per code, coders and
#'   statistic: `code` (`NA` for sets and categories), `coders` (`"A and B"`, or
#'   `"all"` where they are more than two), `statistic`, `estimate`, `conf_low`,
#'   `conf_high`, `se`, `n` (units, or characters, that two or more of the coders
#'   read), `both`, `first_only`, `second_only` and `neither` (of two coders, how
#'   many of the n they gave the code), `rule`, `note` and `status`.
#'
#' @details
#' Two coders are compared on what both read. Kappa is Cohen's (1960, weighted 1968)
#' with the standard errors of Fleiss, Cohen and Everitt (1969); of more coders it is
#' Conger's (1980), which has no interval here. Pi is Scott's (1955), of more coders
#' Fleiss' (1971). PABAK is `2 p - 1` (Byrt, Bishop and Carlin 1993), of q
#' categories the coefficient of Brennan and Prediger (1981), q being those of the
#' framework, used or not. AC1 is Gwet's (2008), AC2 with weights; standard errors
#' without another name are Gwet's linearisation (2014). Percent has Wilson's
#' interval where two coders are compared.
#'
#' Alpha is Krippendorff's (2011, 2019), with missing values; its interval has the
#' percentiles of resamples in which participants are drawn with all their units,
#' after [set.seed()] the same again. Between sets alpha takes Jaccard's distance, or
#' Passonneau's MASI (2006): 1 less Jaccard's share times 1, 2/3, 1/3 or 0 for sets
#' that are equal, one in the other, overlapping or apart. Two empty sets are equal.
#'
#' Of characters no interval is given, for they depend on each other, and percent
#' counts what nobody coded: `jaccard` and `f1` don't. `u_alpha` is Krippendorff's
#' alpha of unitizing (2016; 2019, sect. 12.6): gaps are one more value;
#' `u_alpha_binary` has gaps against segments, `cu_alpha` the codes where both coded
#' something. It does not exist where one coder gave a character two codes.
#'
#' Corrected for chance nothing is known of a code that nobody used, nor where the
#' margins alone make agreement certain; a code that only one coder used has a kappa
#' of 0.
#'
#' @section Errors:
#' `pairwave_error_coders` where there are no two coders, where no unit was read by
#' two, or where a unit has two codes and `by` is `"category"`;
#' `pairwave_error_argument` for other arguments. `pairwave_warning_coders` where
#' one of the coders has the name of a consensus.
#' @references
#' Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969) Large sample standard errors of
#' kappa and weighted kappa. *Psychological Bulletin* 72, 323-327.
#'
#' Gwet, K. L. (2014) *Handbook of Inter-Rater Reliability*, 4th ed.
#'
#' Krippendorff, K. (2019) *Content Analysis*, 4th ed. Sage.
#'
#' Passonneau, R. (2006) Measuring agreement on set-valued items (MASI). *LREC*.
#' @seealso [disagreements()] lists the units that coders differ on.
#' @export
#' @examples
#' ratings <- data.frame(A = c(1, 2, 3, 3, 2, 1, 4), B = c(1, 2, 3, 3, 2, 2, 4))
#' coder_agreement(ratings, statistics = c("percent", "kappa"))
#' coder_agreement(ratings, statistics = "alpha", metric = "ordinal", resamples = 0)
coder_agreement <- function(x, ...) UseMethod("coder_agreement")

#' @rdname coder_agreement
#' @export
coder_agreement.pairwave_cohort <- function(x, ..., material = NULL) {
  call <- environment()
  given <- names(list(...))
  check_known(given, setdiff(names(formals(coder_agreement.pairwave_codes)),
                             c("x", "...", "consensus", "disclosure")),
              "{.arg ...} must be arguments of agreement between coders.", "argument", call = call)
  material <- check_material(x, material, call)
  codes <- x$codes[[material]]
  agreed <- intersect(x$study$consensus$coder, attr(codes, "coders"))
  agreement <- coder_agreement(codes, ..., consensus = if (length(agreed)) agreed,
                               disclosure = disclosure_of(x))
  with_style_of(agreement, x)
}

#' @rdname coder_agreement
#' @export
coder_agreement.pairwave_codes <- function(x, ..., by = c("code", "set", "category"),
                                           unit = c("unit", "character"), codes = NULL,
                                           coders = NULL, consensus = NULL,
                                           statistics = NULL,
                                           weights = c("none", "linear", "quadratic"),
                                           metric = c("nominal", "ordinal", "interval", "ratio"),
                                           conf_level = 0.95, resamples = 1000,
                                           disclosure = "none") {
  check_dots_empty()
  by <- match_choice(by)
  unit <- match_choice(unit)
  call <- environment()
  options <- agreement_options(by, unit, statistics, match_choice(weights),
                               match_choice(metric), conf_level, resamples, call)
  codes <- codes_to_compare(x, codes, call)
  coders <- coders_to_compare(x, coders, consensus, call)
  rows <- if (unit == "character") {
    data <- text_data(x, codes, coders)
    check_shared(data$readers, "text", call)
    if (by == "code") estimate_agreement_text(data, options, call)
    else estimate_unitizing(data, options, call)
  } else {
    data <- agreement_data(x, codes, coders)
    check_shared(data$readers, "unit", call)
    switch(by,
      code = estimate_agreement_codes(data, options, call),
      set = estimate_agreement_sets(data, options, call),
      category = {
        ratings <- one_code_each(data, call)
        estimate_agreement_categories(ratings, coders, data$participant, length(codes),
                                      as.double(seq_along(codes)), options, call)
      }
    )
  }
  publish(new_agreement(rows, options, x, coders), NULL, wholes = participants_by_code(x, coders),
          disclosure = disclosure, call = call)
}

# The participants of every code, by any coder and by each.
participants_by_code <- function(x, coders) {
  lapply(c("any", coders), function(coder) {
    estimate_code_frequencies(counted_codings(x, coder), NULL, "all", "participants")
  })
}

#' @rdname coder_agreement
#' @export
coder_agreement.data.frame <- function(x, ..., columns = NULL, participant = NULL,
                                       statistics = NULL,
                                       weights = c("none", "linear", "quadratic"),
                                       metric = c("nominal", "ordinal", "interval", "ratio"),
                                       conf_level = 0.95, resamples = 1000) {
  check_dots_empty()
  call <- environment()
  options <- agreement_options("category", "unit", statistics, match_choice(weights),
                               match_choice(metric), conf_level, resamples, call)
  if (!is.null(participant)) {
    check_one_name(participant, "participant")
    check_column(x, participant, "participant", call)
  }
  columns <- columns %||% setdiff(names(x), participant)
  check_column(x, columns, "columns", call)
  check_two_coders(columns, call)
  given <- rating_categories(x[columns], options, call)
  check_shared(!is.na(given$ratings), "unit", call)
  people <- if (is.null(participant)) seq_len(nrow(x)) else x[[participant]]
  rows <- estimate_agreement_categories(
    given$ratings, columns, match(people, unique(people)), length(given$values), given$score,
    options, call
  )
  publish(new_agreement(rows, options, NULL, columns), NULL)
}

#' @export
coder_agreement.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be codings, a cohort or a data frame with a column for each coder.",
      x = "It is {.obj_type_friendly {x}}.",
      i = "{.fn read_codes} reads codings."),
    topic = "argument"
  )
}

new_agreement <- function(rows, options, codes, coders) {
  rows$about <- rep(NA_character_, length(rows$code))
  rows$status <- rep("shown", length(rows$code))
  new_result(
    rows, "pairwave_agreement", conf_level = options$conf_level, by = options$by,
    unit = options$unit, coders = coders,
    code_labels = if (!is.null(codes)) framework_labels(attr(codes, "framework"))
  )
}

# ---- arguments ---------------------------------------------------------------

agreement_options <- function(by, unit, statistics, weights, metric, conf_level, resamples,
                              call) {
  check_conf_level(conf_level, call)
  if (!identical(as.double(resamples), 0)) check_resamples(resamples, call)
  if (unit == "character" && by == "category") by <- "set"
  known <- if (by == "set" && unit == "character") names(unitizing_statistics)
    else if (by == "set") set_statistics
    else if (by == "category") category_statistics
    else if (unit == "unit") setdiff(names(agreement_statistics), "u_alpha")
    else names(agreement_statistics)
  usual <- if (by == "code" && unit == "character") c("percent", "kappa", "jaccard", "u_alpha")
    else if (by == "set") known
    else c("percent", "kappa", "pabak", "ac1", "alpha")
  check_known(statistics, known, "{.arg statistics} must name statistics of agreement.",
              "statistic", call = call)
  list(by = by, unit = unit, statistics = unique(statistics) %||% usual, weights = weights,
       metric = metric, conf_level = conf_level, resamples = as.integer(resamples))
}

codes_to_compare <- function(x, codes, call) {
  framework <- attr(x, "framework")
  if (is.null(codes)) return(framework$code[framework$codable])
  check_known(codes, framework$code, "{.arg codes} must name codes of the framework.",
              "code", call = call)
  unique(codes)
}

# Names that those who merge two coders' work give to what they agreed on.
consensus_names <- c("consensus", "agreed", "final", "resolved", "merged", "adjudicated")

coders_to_compare <- function(x, coders, consensus, call) {
  known <- unique(c(attr(x, "coders"), x$coder))
  known <- known[!is.na(known)]
  if (!length(known)) {
    abort_pairwave(
      c("Agreement needs to know who gave each code.",
        x = "The codings name no coder.",
        i = "Read one file per coder: {.code read_codes(c(A = \"a.csv\", B = \"b.csv\"))}."),
      "coders", call = call
    )
  }
  check_known(consensus, known, "{.arg consensus} must be one of the coders.", "coder",
              call = call)
  check_known(coders, known, "{.arg coders} must name coders.", "coder", call = call)
  coders <- setdiff(unique(coders) %||% known, consensus)
  check_two_coders(coders, call)
  agreed <- coders[lower_case(coders) %in% consensus_names]
  if (length(agreed)) {
    warn_pairwave(
      c("Agreement should be of what coders did before they discussed it.",
        x = "{.val {agreed[1]}} is compared with the others like a coder.",
        i = "Leave it out with {.code consensus = \"{agreed[1]}\"}."),
      "coders"
    )
  }
  coders
}

check_two_coders <- function(coders, call) {
  if (length(coders) >= 2 && length(coders) <= 64) return(invisible())
  abort_pairwave(
    if (length(coders) > 64) {
      c("At most 64 coders can be compared.", x = "There are {length(coders)}.")
    } else {
      c("Agreement needs two coders.",
        x = if (length(coders)) "There is only {.val {coders}}." else "There is none.",
        i = "Read the other's codings too: {.code read_codes(c(A = \"a.csv\", B = \"b.csv\"))}.")
    },
    "coders", call = call
  )
}

# Stops where no two coders read anything in common; `what` they read.
check_shared <- function(readers, what, call) {
  if (any(rowSums(readers) >= 2)) return(invisible())
  read <- colSums(readers)
  said <- and_words(paste0(encodeString(colnames(readers), quote = "\""), " read ",
                           read, " ", what, ifelse(read == 1, "", "s")))
  said <- escape_braces(said)
  abort_pairwave(
    c("Coders must have read something in common to be compared.",
      x = paste0(said, ", and none of them is another's."),
      i = if (what == "unit") "Units are matched by their names: are they the same in each file?"
        else "Texts are matched by the names of their sources."),
    "coders", call = call
  )
}

one_code_each <- function(data, call) {
  ratings <- matrix(NA_integer_, nrow(data$readers), length(data$coders),
                    dimnames = list(NULL, data$coders))
  given <- !duplicated(cbind(data$unit, data$coder, data$code))
  place <- cbind(data$unit, data$coder)[given, , drop = FALSE]
  several <- duplicated(place)
  if (any(several)) {
    at <- place[which(several)[1], ]
    abort_pairwave(
      c("A unit must have one code to be compared by category.",
        x = paste0("Coder {.val {data$coders[at[2]]}} gave unit {.val {data$units[at[1]]}} several",
                   if (sum(several) > 1) ", and {sum(several) - 1} more", "."),
        i = "Use {.code by = \"set\"}, or name the {.arg codes} of one question."),
      "coders", call = call
    )
  }
  ratings[place] <- data$code[given]
  ratings[!data$readers] <- NA
  ratings
}

# Categories of ratings: the levels of a factor or of value labels, else the values
# that occur, sorted.
rating_categories <- function(columns, options, call) {
  whole <- lapply(columns, function(column) {
    if (is.factor(column)) return(as.character(column))
    bare_values(column)
  })
  numbers <- all(vapply(whole, is.numeric, NA))
  levels <- if (all(vapply(columns, is.factor, NA))) unique(unlist(lapply(columns, levels)))
    else if (numbers) sort(unique(unlist(whole)))
    else sort(unique(as.character(unlist(whole))), method = "radix")
  if (options$metric %in% c("interval", "ratio") && !numbers) {
    abort_pairwave(
      c("Ratings must be numbers for {.code metric = \"{options$metric}\"}.",
        x = "A column of {.arg columns} holds texts."),
      "argument", call = call
    )
  }
  ratings <- vapply(whole, function(column) match(column, levels), integer(length(whole[[1]])))
  ratings <- matrix(ratings, ncol = length(columns), dimnames = list(NULL, names(columns)))
  list(ratings = ratings, values = levels,
       score = if (numbers) as.double(levels) else as.double(seq_along(levels)))
}

framework_labels <- function(framework) {
  stats::setNames(framework$label, framework$code)
}

# ---- disagreements -----------------------------------------------------------

#' Units that coders differ on
#'
#' Each unit that both of two coders read and that only one of them gave a code,
#' for the discussion that agrees on one.
#'
#' @param x Codings from [read_codes()], or a cohort whose study has `codes`. Of a cohort
#'   it needs the disclosure profile `none`, and has no texts.
#' @param ... Must be empty.
#' @inheritParams coder_agreement
#' @return A data frame, one row per unit, code and pair of coders: `source`, `unit`,
#'   `participant`, `code`, `given_by`, `not_by` and `text`, which prints as hidden.
#' @section Errors: those of [coder_agreement()].
#' @export
disagreements <- function(x, ..., material = NULL, codes = NULL, coders = NULL,
                          consensus = NULL) {
  check_dots_empty()
  call <- environment()
  cohort <- if (inherits(x, "pairwave_cohort")) x
  if (!is.null(cohort)) {
    check_microdata_allowed(cohort$study$disclosure, "Units that coders differ on", call)
    x <- cohort$codes[[check_material(cohort, material, call)]]
    agreed <- intersect(cohort$study$consensus$coder, attr(x, "coders"))
    if (is.null(consensus) && length(agreed)) consensus <- agreed
  }
  if (!inherits(x, "pairwave_codes")) coder_agreement.default(x)
  codes <- codes_to_compare(x, codes, call)
  coders <- coders_to_compare(x, coders, consensus, call)
  data <- agreement_data(x, codes, coders)
  check_shared(data$readers, "unit", call)
  publish(list_disagreements(x, data), cohort)
}

list_disagreements <- function(x, data) {
  given <- unique(new_frame(list(unit = data$unit, code = data$code, coder = data$coder)))
  key <- function(frame, coder) paste(frame$unit, frame$code, coder)
  known <- key(given, given$coder)
  parts <- lapply(seq_along(data$coders), function(other) {
    alone <- given[given$coder != other & data$readers[given$unit, other] &
                     !key(given, other) %in% known, , drop = FALSE]
    alone$other <- rep(other, nrow(alone))
    alone
  })
  found <- do.call(rbind, parts)
  found <- found[order(found$unit, found$code, found$coder, found$other), , drop = FALSE]
  at <- match(paste(data$units[found$unit], data$codes[found$code], data$coders[found$coder]),
              paste(x$unit, x$code, x$coder))
  text <- x$text[at]
  out <- new_frame(list(
    source = x$source[at], unit = data$units[found$unit], participant = x$participant[at],
    code = data$codes[found$code], given_by = data$coders[found$coder],
    not_by = data$coders[found$other]
  ))
  out$text <- text
  out
}
