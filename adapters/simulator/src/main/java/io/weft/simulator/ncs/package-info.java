/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
