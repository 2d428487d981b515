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
 * Batsim's workloads (Dutot and others, <i>Batsim: a Realistic Language-Independent Resources and
 * Jobs Management Systems Simulator</i>, JSSPP 2016; its input format in JSON).
 *
 * <p>{@link io.weft.simulator.batsim.BatsimReader} reads them, as far as a profile has a length
 * that does not depend on a platform, or the speed of a core is given; {@link
 * io.weft.simulator.batsim.BatsimWriter} writes any workload as one whose profiles are delays. What
 * Batsim has no word for, such as users, nodes, memory, and busy and idle periods, stands in an
 * object of its own in each job, which Batsim hands through.
 */
package io.weft.simulator.batsim;
