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
 * Workloads: where the jobs of a simulation come from.
 *
 * <p>A {@link io.weft.simulator.workload.Workload} hands out {@link
 * io.weft.simulator.workload.JobSpec}s in submit order, one at a time, and afterwards a {@link
 * io.weft.simulator.workload.WorkloadReport} of what was taken, corrected, dropped and rejected.
 * {@link io.weft.simulator.workload.SwfReader} reads traces in the Standard Workload Format, {@link
 * io.weft.simulator.workload.GeneratedWorkload} draws jobs from published models, {@link
 * io.weft.simulator.workload.MergedWorkload} merges two workloads, and {@link
 * io.weft.simulator.workload.SwfWriter} writes any of them back as a trace. Nothing here reads a
 * clock or an unseeded random source: the same bytes or the same seed give the same jobs on every
 * JVM.
 */
package io.weft.simulator.workload;
