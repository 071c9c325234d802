# What the classes of our columns leave to vctrs: labelled ones (column-combine.R) and
# those that identify a person (column-identifying.R).

# vctrs takes as long to load as a small file to read. Until something has loaded
# it, its methods for vectors are not there: without them a column would lose its
# labels when it is subset, and one that identifies a person would print. So the
# classes have methods of their own that load vctrs and go on to its.
#' @rawNamespace
#' S3method("[", pairwave_labelled, take_elements)
#' S3method("[[", pairwave_labelled, with_vctrs)
#' S3method("[[<-", pairwave_labelled, assign_with_vctrs)
#' S3method("length<-", pairwave_labelled, assign_with_vctrs)
#' S3method("is.na<-", pairwave_labelled, assign_with_vctrs)
#' S3method("levels<-", pairwave_labelled, assign_with_vctrs)
#' S3method("dim<-", pairwave_labelled, assign_with_vctrs)
#' S3method("dimnames<-", pairwave_labelled, assign_with_vctrs)
#' S3method("c", pairwave_labelled, with_vctrs)
#' S3method("rep", pairwave_labelled, with_vctrs)
#' S3method("unique", pairwave_labelled, with_vctrs)
#' S3method("duplicated", pairwave_labelled, with_vctrs)
#' S3method("anyDuplicated", pairwave_labelled, with_vctrs)
#' S3method("diff", pairwave_labelled, with_vctrs)
#' S3method("t", pairwave_labelled, with_vctrs)
#' S3method("levels", pairwave_labelled, with_vctrs)
#' S3method("as.list", pairwave_labelled, with_vctrs)
#' S3method("as.logical", pairwave_labelled, with_vctrs)
#' S3method("as.integer", pairwave_labelled, with_vctrs)
#' S3method("as.double", pairwave_labelled, with_vctrs)
#' S3method("as.data.frame", pairwave_labelled, column_as_data_frame)
#' S3method("as.Date", pairwave_labelled, with_vctrs)
#' S3method("as.POSIXct", pairwave_labelled, with_vctrs)
#' S3method("as.POSIXlt", pairwave_labelled, with_vctrs)
#' S3method("anyNA", pairwave_labelled, with_vctrs)
#' S3method("is.finite", pairwave_labelled, with_vctrs)
#' S3method("is.infinite", pairwave_labelled, with_vctrs)
#' S3method("is.nan", pairwave_labelled, with_vctrs)
#' S3method("xtfrm", pairwave_labelled, with_vctrs)
#' S3method("min", pairwave_labelled, with_vctrs)
#' S3method("max", pairwave_labelled, with_vctrs)
#' S3method("range", pairwave_labelled, with_vctrs)
#' S3method("mean", pairwave_labelled, with_vctrs)
#' S3method("print", pairwave_labelled, with_vctrs)
#' S3method("Math", pairwave_labelled, with_vctrs)
#' S3method("Summary", pairwave_labelled, with_vctrs)
#' S3method(stats::na.omit, pairwave_labelled, object_with_vctrs)
#' S3method(stats::na.exclude, pairwave_labelled, object_with_vctrs)
#' S3method(stats::na.fail, pairwave_labelled, object_with_vctrs)
#' S3method(utils::str, pairwave_labelled, object_with_vctrs)
#' S3method("Ops", pairwave_labelled, operate_with_vctrs)
#' S3method("[", pairwave_identifying, take_elements)
#' S3method("[[", pairwave_identifying, with_vctrs)
#' S3method("[<-", pairwave_identifying, assign_with_vctrs)
#' S3method("[[<-", pairwave_identifying, assign_with_vctrs)
#' S3method("length<-", pairwave_identifying, assign_with_vctrs)
#' S3method("is.na<-", pairwave_identifying, assign_with_vctrs)
#' S3method("levels<-", pairwave_identifying, assign_with_vctrs)
#' S3method("dim<-", pairwave_identifying, assign_with_vctrs)
#' S3method("dimnames<-", pairwave_identifying, assign_with_vctrs)
#' S3method("c", pairwave_identifying, with_vctrs)
#' S3method("rep", pairwave_identifying, with_vctrs)
#' S3method("unique", pairwave_identifying, with_vctrs)
#' S3method("duplicated", pairwave_identifying, with_vctrs)
#' S3method("anyDuplicated", pairwave_identifying, with_vctrs)
#' S3method("diff", pairwave_identifying, with_vctrs)
#' S3method("t", pairwave_identifying, with_vctrs)
#' S3method("levels", pairwave_identifying, with_vctrs)
#' S3method("as.list", pairwave_identifying, with_vctrs)
#' S3method("as.logical", pairwave_identifying, with_vctrs)
#' S3method("as.integer", pairwave_identifying, with_vctrs)
#' S3method("as.data.frame", pairwave_identifying, column_as_data_frame)
#' S3method("as.Date", pairwave_identifying, with_vctrs)
#' S3method("as.POSIXct", pairwave_identifying, with_vctrs)
#' S3method("as.POSIXlt", pairwave_identifying, with_vctrs)
#' S3method("anyNA", pairwave_identifying, with_vctrs)
#' S3method("is.finite", pairwave_identifying, with_vctrs)
#' S3method("is.infinite", pairwave_identifying, with_vctrs)
#' S3method("is.nan", pairwave_identifying, with_vctrs)
#' S3method("xtfrm", pairwave_identifying, with_vctrs)
#' S3method("min", pairwave_identifying, with_vctrs)
#' S3method("max", pairwave_identifying, with_vctrs)
#' S3method("range", pairwave_identifying, with_vctrs)
#' S3method("mean", pairwave_identifying, with_vctrs)
#' S3method("print", pairwave_identifying, with_vctrs)
#' S3method("Math", pairwave_identifying, with_vctrs)
#' S3method("Summary", pairwave_identifying, with_vctrs)
#' S3method(stats::na.omit, pairwave_identifying, object_with_vctrs)
#' S3method(stats::na.exclude, pairwave_identifying, object_with_vctrs)
#' S3method(stats::na.fail, pairwave_identifying, object_with_vctrs)
#' S3method(utils::str, pairwave_identifying, object_with_vctrs)
#' S3method("Ops", pairwave_identifying, operate_with_vctrs)
#' S3method("names<-", pairwave_identifying, assign_with_vctrs)
#' S3method("is.na", pairwave_identifying, with_vctrs)
with_vctrs <- function(x, ...) {
  loadNamespace("vctrs")
  NextMethod()
}

# The same where the generic has other names for what it is given.
assign_with_vctrs <- function(x, ..., value) {
  loadNamespace("vctrs")
  NextMethod()
}
object_with_vctrs <- function(object, ...) {
  loadNamespace("vctrs")
  NextMethod()
}

# A part of a column by TRUE and FALSE or by numbers that are there needs no
# vctrs: filtering the rows of a survey would load it for nothing.
take_elements <- function(x, i, ...) {
  if (!missing(i) && ...length() == 0 && takes_plainly(x, i)) return(column_slice(x, i))
  loadNamespace("vctrs")
  NextMethod()
}

takes_plainly <- function(x, i) {
  if (is.object(i) || length(dim(i)) || !is.null(attr(x, "names", exact = TRUE))) return(FALSE)
  if (is.logical(i)) return(length(i) == length(x))
  is.integer(i) && !anyNA(i) && all(i >= 1L & i <= length(x))
}

# A data frame's column is named by what it was made of.
column_as_data_frame <- function(x, ..., nm = paste(
  deparse(substitute(x), width.cutoff = 500L), collapse = " "
)) {
  force(nm)
  loadNamespace("vctrs")
  NextMethod(nm = nm)
}

# vctrs knows the operator's method for the class of both sides, and is not asked
# where codes are compared with plain numbers or looked for by plain texts.
operate_with_vctrs <- function(e1, e2) {
  if (!missing(e2) && compares_plainly(.Generic, e1, e2)) {
    return(get(.Generic, mode = "function")(bare_values(e1), bare_values(e2)))
  }
  method <- get(paste0(.Generic, ".vctrs_vctr"), envir = asNamespace("vctrs"))
  if (missing(e2)) method(e1) else method(e1, e2)
}

compares_plainly <- function(operator, x, y) {
  if (!is.object(x) || is.object(y) || length(dim(y)) || !length(y) %in% c(1L, length(x))) {
    return(FALSE)
  }
  values <- bare_values(x)
  (is.numeric(values) && is.numeric(y) && operator %in% c("==", "!=", "<", "<=", ">", ">=")) ||
    (is.character(values) && is.character(y) && operator %in% c("==", "!="))
}

# vctrs has the rest of its methods by the first classes of two sides, of which none
# inherits from another.
class_pairs <- function(class, others) {
  paste(c(class, rep(class, length(others)), others),
        c(class, others, rep(class, length(others))), sep = ".")
}

each_class <- function(classes, method) {
  stats::setNames(rep(list(method), length(classes)), classes)
}

# Once vctrs is loaded, by whomever: as imports they would load it with pairwave.
register_with_vctrs <- function(...) {
  # Not the namespace itself, in whose list of methods R would write each of ours.
  generics <- new.env(parent = asNamespace("vctrs"))
  methods <- c(labelled_vctrs_methods(), masked_vctrs_methods(), time_vctrs_methods())
  for (i in seq_along(methods)) {
    for (class in names(methods[[i]])) {
      registerS3method(names(methods)[i], class, methods[[i]][[class]], envir = generics)
    }
  }
  # R takes an operator's method only where it is one and the same for both sides.
  # So that a column goes with any other of vctrs, our classes have vctrs's own.
  for (operator in c("+", "-", "*", "/", "^", "%%", "%/%", "==", "!=", "<", "<=", ">=", ">",
                     "!", "&", "|")) {
    method <- get(paste0(operator, ".vctrs_vctr"), envir = asNamespace("vctrs"))
    for (class in c("pairwave_labelled", "pairwave_identifying")) {
      registerS3method(operator, class, method, envir = generics)
    }
  }
}
