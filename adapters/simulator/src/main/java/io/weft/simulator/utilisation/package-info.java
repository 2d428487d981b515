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
 * How busy interactive jobs are: recordings of their CPU use, and what is made of them.
 *
 * <p>The method is that of S. Minami, T. Endo and A. Nomura, <i>The Aggressive Oversubscribing
 * Scheduling for Interactive Jobs on a Supercomputing System</i>: a job is busy in a sample whose
 * utilisation is above 20 % of a core, else idle. {@link
 * io.weft.simulator.utilisation.UtilisationReader} cuts recordings into busy and idle periods,
 * {@link io.weft.simulator.utilisation.UsageSummary} gives the four statistics of the paper's
 * figure 3, and {@link io.weft.simulator.utilisation.EmbeddedWorkload} gives the patterns to the
 * interactive jobs of a trace, after turning short batch jobs into interactive ones as the paper's
 * data sets 2 to 6 do.
 */
package io.weft.simulator.utilisation;
