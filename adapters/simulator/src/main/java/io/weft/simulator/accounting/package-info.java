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
 * Accounting logs of resource managers as workloads: what Slurm's {@code sacct --parsable2} prints,
 * and the server logs of PBS Professional, OpenPBS and TORQUE.
 *
 * <p>{@link io.weft.simulator.accounting.AccountingReader} reads one log, in as many files as it
 * has, puts the jobs in submit order and hands them out. A parser for each format turns records
 * into {@code LoggedJob}s in the log's own words; one set of rules makes jobs of them. Every record
 * is delivered, dropped by a named rule, or rejected with field and value.
 */
package io.weft.simulator.accounting;
