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
 * A cluster in virtual time around a real kernel.
 *
 * <p>A {@link io.weft.simulator.Simulation} feeds the jobs of a {@link
 * io.weft.simulator.workload.Workload} to an embedded kernel and carries out what it decides on a
 * simulated machine, on which processes that share a core slow each other down. What becomes of
 * every job goes to an {@link io.weft.simulator.metrics.OutcomeListener} as it happens: measured in
 * {@code metrics}, written in {@code report}. Time is the trace's, in integer nanoseconds from its
 * origin; which of the things that happen at one instant comes first is told by a {@link
 * io.weft.simulator.SemanticsProfile}. No clock is read: the same jobs and settings give the same
 * journal and the same results on every machine.
 */
package io.weft.simulator;
