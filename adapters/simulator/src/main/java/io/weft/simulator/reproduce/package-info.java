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
 * The paper's experiments, run again: S. Minami, T. Endo, A. Nomura, "The Aggressive
 * Oversubscribing Scheduling for Interactive Jobs on a Supercomputing System". {@link
 * io.weft.simulator.reproduce.Experiments} says what is simulated, on {@link
 * io.weft.simulator.reproduce.DataSets} that are the published ones or generated, each {@link
 * io.weft.simulator.reproduce.Setup} by a {@link io.weft.simulator.reproduce.SetupSimulation}. From
 * the results, {@link io.weft.simulator.reproduce.Reproduction} makes the paper's tables and
 * figures, each value beside the published one, as a page of HTML, as Markdown and as CSV.
 */
package io.weft.simulator.reproduce;
