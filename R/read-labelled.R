# How labelled columns act while haven is not loaded: it takes longer to load
# than most files to read, and need not be installed. Until it is loaded its
# classes have the methods of this file; from then on they have its own.

# As soon as pairwave is loaded, because a cohort may come out of a file that
# readRDS() opens.
.onLoad <- function(libname, pkgname) {
  stand_in_for_haven()
}

stand_in_for_haven <- function() {
  if (isNamespaceLoaded("haven")) {
    return(invisible())
  }
  register_methods("haven", "base", labelled_base_methods())
  register_methods("haven", "stats", labelled_stats_methods())
  if (isNamespaceLoaded("vctrs")) {
    register_methods("haven", "vctrs", labelled_vctrs_methods())
  } else {
    register_methods("vctrs", "base", waking_base_methods())
    register_methods("vctrs", "stats",
                     waking_methods(c("na.omit", "na.exclude", "na.fail")))
    setHook(packageEvent("vctrs", "onLoad"), function(...) stand_in_for_haven())
  }
  invisible()
}

# Gives `methods`, functions by class and generic, to the generics of a package
# until `absent` is loaded, whose own take their place. R tells the analyst when
# one package replaces another's method; it knows the package by the name of the
# method's environment, so that is the absent one's.
register_methods <- function(absent, package, methods) {
  # Not the namespace itself, in whose list of methods R would write ours.
  generics <- new.env(parent = asNamespace(package))
  place <- new.env(parent = topenv())
  attr(place, "name") <- absent
  register <- function(generic, class, method) {
    environment(method) <- place
    registerS3method(generic, class, method, envir = generics)
  }
  for (i in seq_along(methods)) {
    Map(register, names(methods[[i]]), names(methods)[i], methods[[i]])
  }
}

# Without vctrs a column that readRDS() gives would lose its labels when it is
# subset, or be taken for plain numbers where vctrs knows better. These load
# vctrs at the first use, and do again what was asked for.
waking_methods <- function(generics) {
  wake <- function(x, ...) {
    loadNamespace("vctrs")
    # From there it sees base's generics too.
    get(.Generic, envir = asNamespace("stats"), mode = "function")(x, ...)
  }
  list(vctrs_vctr = stats::setNames(rep(list(wake), length(generics)), generics))
}

waking_base_methods <- function() {
  methods <- waking_methods(c(
    "[", "[[", "[<-", "[[<-", "length<-", "c", "rep", "unique", "diff", "as.list",
    "as.logical", "xtfrm", "format", "print", "Math", "Ops", "Summary"
  ))
  # The data frame's column is named by what it was made of.
  methods$vctrs_vctr$as.data.frame <- function(x, ..., nm = paste(
    deparse(substitute(x), width.cutoff = 500L), collapse = " "
  )) {
    loadNamespace("vctrs")
    as.data.frame(x, ..., nm = nm)
  }
  methods
}

labelled_base_methods <- function() {
  list(
    haven_labelled = list(
      as.character = function(x, ...) as.character(vctrs::vec_data(x)),
      format = function(x, ...) format_codes(vctrs::vec_data(x), ...),
      summary = function(object, ...) summary(vctrs::vec_data(object), ...)
    ),
    haven_labelled_spss = list(is.na = function(x) is_missing_answer(x))
  )
}

labelled_stats_methods <- function() {
  list(haven_labelled = list(
    median = function(x, na.rm = FALSE, ...) {
      stats::median(codes_as_numbers(x, "a median"), na.rm = na.rm, ...)
    },
    quantile = function(x, ...) {
      stats::quantile(codes_as_numbers(x, "quantiles"), ...)
    }
  ))
}

# Where vctrs looks for a method by the first class alone, or by those of two
# sides, no class inherits: the same functions serve both classes, and every pair.
labelled_vctrs_methods <- function() {
  plain <- c("double", "integer", "character")
  pairs <- c(outer(haven_classes, c(haven_classes, plain), paste, sep = "."),
             outer(plain, haven_classes, paste, sep = "."))
  each <- function(classes, methods) {
    stats::setNames(rep(list(methods), length(classes)), classes)
  }
  c(
    each(pairs, list(vec_ptype2 = combined_prototype, vec_cast = cast_labelled)),
    each(haven_classes, list(
      vec_ptype_full = function(x, ...) {
        paste0("labelled", if (inherits(x, "haven_labelled_spss")) "_spss",
               "<", vctrs::vec_ptype_full(vctrs::vec_data(x)), ">")
      },
      vec_ptype_abbr = function(x, ...) {
        paste0(vctrs::vec_ptype_abbr(vctrs::vec_data(x)), "+lbl")
      }
    )),
    list(haven_labelled = list(
      vec_arith = labelled_arithmetic,
      vec_arith.numeric = labelled_arithmetic,
      vec_math = function(.fn, .x, ...) {
        vctrs::vec_math_base(.fn, vctrs::vec_data(.x), ...)
      },
      obj_print_header = print_labelled_header,
      obj_print_footer = print_labelled_footer
    ))
  )
}

haven_classes <- c("haven_labelled_spss", "haven_labelled")

# The codes as text, missing values with a letter as haven shows them.
format_codes <- function(values, ...) {
  out <- format(values, ...)
  if (is.double(values) && anyNA(values)) {
    absent <- which(is.na(values))
    tags <- missing_tags(values[absent])
    tagged <- tags != "NA"
    out[absent[tagged]] <- paste0("NA(", substring(tags[tagged], 2), ")")
    if (any(tagged)) out <- format(out, justify = "right")
  }
  out
}

codes_as_numbers <- function(x, what, call = rlang::caller_env()) {
  values <- vctrs::vec_data(x)
  if (is.character(values)) {
    abort_pairwave(
      c("Only numbers have {what}.", x = "The codes of this column are texts.",
        i = "{.fun table} counts them."),
      "labels", call = call
    )
  }
  values
}

# On the codes alone: no label is true of a sum.
labelled_arithmetic <- function(op, x, y, ...) {
  may <- function(side) {
    inherits(side, "haven_labelled") || (is.numeric(side) && !is.object(side))
  }
  if (!may(x) || !may(y)) vctrs::stop_incompatible_op(op, x, y)
  vctrs::vec_arith_base(op, vctrs::vec_data(x), vctrs::vec_data(y))
}

# What two columns are together, or a column and plain values: labels of both,
# the first one's where they differ; user-missing codes if they are the same; and
# the format and the like where two columns are alike in everything.
combined_prototype <- function(x, y, ..., x_arg = "", y_arg = "",
                               call = rlang::caller_env()) {
  if (identical(vctrs::vec_ptype(x), vctrs::vec_ptype(y))) {
    return(vctrs::vec_ptype(x))
  }
  type <- vctrs::vec_ptype2(vctrs::vec_data(x), vctrs::vec_data(y),
                            x_arg = x_arg, y_arg = y_arg, call = call)
  sides <- Filter(function(side) inherits(side, "haven_labelled"), list(x, y))
  codes <- lapply(sides, missing_codes, type)
  same <- all(vapply(codes, identical, NA, codes[[1]]))
  like_haven(
    type,
    class = if (same) intersect(haven_classes, class(sides[[1]])) else "haven_labelled",
    label = Find(length, lapply(sides, attr, "label", exact = TRUE)),
    labels = Reduce(combined_labels, lapply(sides, labels_as, type)),
    missing = if (same) codes[[1]]
  )
}

# A column as another of its kind, or as plain values, which have no labels. An
# answer that would lose its code's label, or would no longer be user-missing, is
# an error, as a number that would be rounded is.
cast_labelled <- function(x, to, ..., x_arg = "", to_arg = "",
                          call = rlang::caller_env()) {
  if (identical(vctrs::vec_ptype(x), vctrs::vec_ptype(to))) {
    return(x)
  }
  type <- vctrs::vec_ptype(vctrs::vec_data(to))
  values <- vctrs::vec_cast(vctrs::vec_data(x), type, x_arg = x_arg,
                            to_arg = to_arg, call = call)
  if (!inherits(to, "haven_labelled")) {
    return(values)
  }
  labels <- attr(to, "labels", exact = TRUE)
  had <- labels_as(x, type)
  codes <- missing_codes(to, type)
  out <- like_haven(
    values,
    class = intersect(haven_classes, class(to)),
    label = attr(x, "label", exact = TRUE),
    labels = if (length(labels)) labels else had,
    missing = codes
  )
  lossy <- logical(length(values))
  lost <- if (length(labels)) which(!label_keys(had) %in% label_keys(labels))
  if (length(lost)) {
    keys <- label_keys(attr(x, "labels", exact = TRUE))
    lossy <- label_keys(x) %in% keys[lost]
  }
  if (inherits(x, haven_classes[1]) && inherits(to, haven_classes[1]) &&
        !identical(missing_codes(x, type), codes)) {
    lossy <- lossy | (is_missing_answer(x) & !is_missing_answer(out))
  }
  vctrs::maybe_lossy_cast(out, x, to, lossy, x_arg = x_arg, to_arg = to_arg, call = call)
}

like_haven <- function(values, class, label, labels, missing) {
  said <- Filter(length, c(list(label = label, labels = labels), missing))
  do.call(vctrs::new_vctr,
          c(list(values), said, list(class = class, inherit_base_type = TRUE)))
}

# The value labels with codes of a type, so that those of two columns compare.
labels_as <- function(x, type) {
  labels <- attr(x, "labels", exact = TRUE)
  if (length(labels)) stats::setNames(vctrs::vec_cast(labels, type), names(labels))
}

missing_codes <- function(x, type) {
  values <- attr(x, "na_values", exact = TRUE)
  list(
    na_values = if (length(values)) vctrs::vec_cast(values, type),
    na_range = attr(x, "na_range", exact = TRUE)
  )
}

combined_labels <- function(first, second) {
  at <- match(label_keys(second), label_keys(first))
  differ <- which(names(second) != names(first)[at])
  if (length(differ)) {
    code <- trimws(format_codes(second[[differ[1]]]))
    had <- names(first)[at[differ[1]]]
    has <- names(second)[differ[1]]
    more <- length(differ) - 1
    also <- if (more) paste(", and", more, if (more == 1) "more differs" else "more differ")
    warn_pairwave(
      c("A code should mean the same in columns that are combined or compared.",
        x = "{.val {code}} is {.val {had}} in the first and {.val {has}} in the second{also}.",
        i = "The labels of the first are kept."),
      "labels"
    )
  }
  c(first, second[is.na(at)])
}

print_labelled_header <- function(x, ...) {
  label <- attr(x, "label", exact = TRUE)
  cat("<", vctrs::vec_ptype_full(x), "[", length(x), "]>",
      if (length(label)) paste0(": ", one_line(label)), "\n", sep = "")
  invisible(x)
}

print_labelled_footer <- function(x, ...) {
  values <- attr(x, "na_values", exact = TRUE)
  range <- attr(x, "na_range", exact = TRUE)
  labels <- attr(x, "labels", exact = TRUE)
  if (length(values)) cat("Missing values: ", paste(values, collapse = ", "), "\n", sep = "")
  if (length(range)) cat("Missing range:  [", range[1], ", ", range[2], "]\n", sep = "")
  if (length(labels)) {
    cat("\nLabels:\n")
    print(data.frame(value = format_codes(unname(labels)), label = names(labels)),
          row.names = FALSE)
  }
  invisible(x)
}
