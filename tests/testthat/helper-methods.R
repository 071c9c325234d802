# The generic and the class of every method of pairwave's, also of those that are joined to
# another package's generic once that is loaded.
package_methods <- function() {
  own <- getNamespaceInfo("pairwave", "S3methods")[, 1:2]
  names <- ls(asNamespace("pairwave"))
  later <- lapply(unlist(later_generics), function(generic) {
    start <- paste0(generic, ".")
    found <- names[startsWith(names, start)]
    cbind(rep(generic, length(found)), substring(found, nchar(start) + 1))
  })
  rbind(own, do.call(rbind, later))
}
