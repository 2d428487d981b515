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
 * Ways to run a machine with interactive, urgent and batch jobs, side by side: {@link
 * io.weft.simulator.compare.Contender} says which ways, {@link io.weft.simulator.compare.JobMix}
 * which jobs, with more and more interactive ones among them, {@link
 * io.weft.simulator.compare.MatchSimulation} simulates one way on one mix. From the results {@link
 * io.weft.simulator.compare.CompareReport} makes one table, says who is best at what, and draws it.
 */
package io.weft.simulator.compare;
