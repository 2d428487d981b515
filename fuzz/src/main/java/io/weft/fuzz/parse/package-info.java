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
 * Whatever bytes a file or a message has, its reader answers with what it read or with an error of
 * its own kind that names the place; it never throws anything else, hangs, or fills the memory. The
 * same {@link io.weft.fuzz.parse.ParseTarget targets} are tried by seeds ({@code weft fuzz parse})
 * and, guided by coverage, by Jazzer in the tests of this module.
 */
package io.weft.fuzz.parse;
