/**
 * Where and when jobs run. A policy is a composition of small parts, each replaceable: the order in
 * which pending jobs are looked at ({@link io.weft.placement.order}), the selection of nodes and
 * cores ({@link io.weft.placement.select}), and the timing, which says who may start before whom
 * ({@link io.weft.placement.policy}, with the promises of {@link io.weft.placement.timeline}).
 * {@link io.weft.placement.reference} says the same in ordinary collections and is what the fast
 * parts are compared with.
 */
package io.weft.placement;
