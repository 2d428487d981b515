/**
 * The simulator of Minami, Endo and Nomura (the node conscious scheduler), by its own rules: whole
 * seconds, reservations in a timetable of slices, node choice by free cores in the aggregate,
 * progress in doubles, moves of processes, and its quirks. The same jobs give the very schedules
 * that were published, core by core, so the paper's figures can be had to the last digit, and
 * whoever has results of it can go on from there.
 *
 * <p>{@link io.weft.simulator.ncs.NcsModel} puts it together. A {@code Scheduler} is the kernel's
 * policy, and proposes placements that the kernel checks; {@code Sharing} slows jobs down; {@code
 * Reservations} keep the {@code Timetable}; an {@code NcsClock} lets one {@code Event} of the
 * {@code Agenda} happen after the other. Nothing of it is used elsewhere: what Weft does by itself
 * is in the kernel and in {@code placement}. Written from a description of the rules.
 */
package io.weft.simulator.ncs;
