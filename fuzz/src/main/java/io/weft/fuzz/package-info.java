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
 * Programs that try to break the kernel. A {@link io.weft.fuzz.Fuzz} runs from a seed: the seed and
 * a commit replay a failure, and the failing line prints the command. {@link
 * io.weft.fuzz.RandomInputs} makes commands and observations that may be sensible or not; the
 * kernels they are fed to check their whole state after every entry. Some fuzzers run kernels in a
 * {@link io.weft.fuzz.ChildJvm}, to kill them or to watch what they use. {@link
 * io.weft.fuzz.Planted} lists the faults that the fuzzers must find.
 */
package io.weft.fuzz;
