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
 * Numbers: what the parts of Weft cost, measured by programs that print the machine, the JVM and
 * the load beside them.
 *
 * <p>From the bottom up: {@link io.weft.bench.ScaleCluster} is the node table with an index, {@link
 * io.weft.bench.LoadedKernel} a whole kernel, both filled to a load with jobs of {@link
 * io.weft.bench.JobMix}. Classes named {@code …Cost}, {@code …Loop} or {@code …Speed} time one
 * thing; a {@code …Run} puts them together; a {@code …Command} parses arguments and prints. Those
 * named {@code …Benchmark} are run by JMH. What a measurement leaves behind is in {@code report}.
 */
package io.weft.bench;
