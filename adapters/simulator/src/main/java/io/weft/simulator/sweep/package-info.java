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
 * Many simulations as one experiment: a {@link io.weft.simulator.sweep.SweepGrid} says which values
 * each parameter takes, and every combination is a {@link io.weft.simulator.sweep.SweepCell}. A
 * {@link io.weft.simulator.sweep.SweepRunner} simulates the cells that a {@link
 * io.weft.simulator.sweep.CellStore} does not hold yet, several at a time; each result is a small
 * file under a key of everything it depends on, so that a sweep goes on where it was killed, and
 * {@link io.weft.simulator.sweep.Shard}s of it can run anywhere. The {@link
 * io.weft.simulator.sweep.SweepTable} is made of these files alone: it is the same, byte for byte,
 * whoever computed the cells, in whatever order.
 */
package io.weft.simulator.sweep;
